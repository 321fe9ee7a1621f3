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
 * Cross-validation folds of a dataset. Duplicates and near-duplicates are in the same fold, because a model that was
 * trained on a copy of a text would repeat the label of that copy.
 *
 * <p>The folds are stratified: each label is distributed evenly, rare labels first, as in Sechidis et al. 2011, On the
 * Stratification of Multi-Label Data (<a href="https://doi.org/10.1007/978-3-642-23808-6_10">paper</a>), but for groups
 * of texts instead of single texts. Immutable and thread-safe.
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
     * @param folds the number of folds, at least 2
     * @param seed the random seed
     * @return the folds
     * @throws IllegalArgumentException if there are fewer than 2 folds, or fewer groups than folds
     */
    static FoldSplit of(Dataset dataset, List<List<Integer>> groups, int folds, long seed) {
        if (folds < 2) {
            throw new IllegalArgumentException("folds is " + folds + ", expected at least 2");
        }
        if (groups.size() < folds) {
            throw new IllegalArgumentException("found " + groups.size() + " distinct texts in '" + dataset.name()
                    + "', expected at least one for each of " + folds + " folds");
        }
        List<List<Integer>> shuffled = new ArrayList<>(groups);
        Collections.shuffle(shuffled, new Random(seed));
        Placement placement = new Placement(dataset, folds);
        placement.rarestFirst().forEach(label -> shuffled.forEach(group -> placement.placeIfLabelled(group, label)));
        shuffled.forEach(placement::place);
        return new FoldSplit(placement.foldOf, folds);
    }

    int folds() {
        return folds;
    }

    /** The examples of a fold, ascending. */
    int[] in(int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(example -> foldOf[example] == fold)
                .toArray();
    }

    /** The examples of all other folds, ascending. */
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

    /** Assigns groups to folds. */
    private static final class Placement {

        private static final int NOT_PLACED = -1;

        private final Dataset dataset;
        private final int[] foldOf;
        private final int[] sizes;
        private final int[][] labelCounts;

        Placement(Dataset dataset, int folds) {
            this.dataset = dataset;
            this.foldOf = new int[dataset.size()];
            Arrays.fill(foldOf, NOT_PLACED);
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

        void placeIfLabelled(List<Integer> group, int label) {
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
            return foldOf[group.get(0)] != NOT_PLACED;
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
