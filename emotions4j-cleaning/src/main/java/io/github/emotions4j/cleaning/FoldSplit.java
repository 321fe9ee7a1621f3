package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Parts of a dataset, each scored by a model that learned from the others. Texts that are the same or nearly the same are
 * in one part: a model that has learned a copy of a text repeats that copy's label instead of judging the text.
 *
 * <p>Each label is spread evenly, rare labels first, after Sechidis et al. 2011, On the Stratification of Multi-Label Data
 * (<a href="https://doi.org/10.1007/978-3-642-23808-6_10">paper</a>); here whole groups of texts are placed. Immutable and
 * thread-safe.
 */
final class FoldSplit {

    private final int[] foldOf;
    private final int folds;

    private FoldSplit(int[] foldOf, int folds) {
        this.foldOf = foldOf;
        this.folds = folds;
    }

    /**
     * Splits a dataset.
     *
     * @param dataset the examples
     * @param groups indices of examples that stay together, covering all examples
     * @param folds how many parts, at least 2
     * @param seed decides among equal choices
     * @return the parts
     * @throws IllegalArgumentException if there are fewer than 2 parts, or fewer groups than parts
     */
    static FoldSplit of(Dataset dataset, List<List<Integer>> groups, int folds, long seed) {
        if (folds < 2) {
            throw new IllegalArgumentException("folds is " + folds + ", expected at least 2");
        }
        if (groups.size() < folds) {
            throw new IllegalArgumentException("found " + groups.size() + " different texts in '" + dataset.name()
                    + "', expected at least one for each of " + folds + " folds");
        }
        List<List<Integer>> shuffled = new ArrayList<>(groups);
        Collections.shuffle(shuffled, new Random(seed));
        Placement placement = new Placement(dataset, folds);
        placement.rarestFirst().forEach(label -> shuffled.forEach(group -> placement.placeCarrier(group, label)));
        shuffled.forEach(placement::place);
        return new FoldSplit(placement.foldOf, folds);
    }

    int folds() {
        return folds;
    }

    /** The examples of a part, ascending. */
    int[] in(int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(example -> foldOf[example] == fold)
                .toArray();
    }

    /** The examples of all other parts, ascending. */
    int[] outside(int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(example -> foldOf[example] != fold)
                .toArray();
    }

    int foldOf(int example) {
        return foldOf[example];
    }

    @Override
    public String toString() {
        return "FoldSplit[" + foldOf.length + " examples, " + folds + " folds]";
    }

    /** The parts while they fill. */
    private static final class Placement {

        private static final int NOWHERE = -1;

        private final Dataset dataset;
        private final int[] foldOf;
        private final int[] sizes;
        private final int[][] labelCounts;

        Placement(Dataset dataset, int folds) {
            this.dataset = dataset;
            this.foldOf = new int[dataset.size()];
            Arrays.fill(foldOf, NOWHERE);
            this.sizes = new int[folds];
            this.labelCounts = new int[dataset.labels().size()][folds];
        }

        List<Integer> rarestFirst() {
            int[] counts = new int[dataset.labels().size()];
            dataset.examples().forEach(example -> example.labelIds().forEach(label -> counts[label]++));
            return IntStream.range(0, counts.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(label -> counts[label]))
                    .toList();
        }

        void placeCarrier(List<Integer> group, int label) {
            if (isPlaced(group) || !labels(group).contains(label)) {
                return;
            }
            put(
                    group,
                    best(Comparator.<Integer>comparingInt(fold -> labelCounts[label][fold])
                            .thenComparingInt(fold -> sizes[fold])));
        }

        void place(List<Integer> group) {
            if (!isPlaced(group)) {
                put(group, best(Comparator.comparingInt(fold -> sizes[fold])));
            }
        }

        private boolean isPlaced(List<Integer> group) {
            return foldOf[group.get(0)] != NOWHERE;
        }

        private Set<Integer> labels(List<Integer> group) {
            Set<Integer> labels = new HashSet<>();
            group.forEach(
                    example -> labels.addAll(dataset.examples().get(example).labelIds()));
            return labels;
        }

        private int best(Comparator<Integer> order) {
            return IntStream.range(0, sizes.length).boxed().min(order).orElseThrow();
        }

        private void put(List<Integer> group, int fold) {
            for (int example : group) {
                foldOf[example] = fold;
                sizes[fold]++;
                dataset.examples().get(example).labelIds().forEach(label -> labelCounts[label][fold]++);
            }
        }
    }
}
