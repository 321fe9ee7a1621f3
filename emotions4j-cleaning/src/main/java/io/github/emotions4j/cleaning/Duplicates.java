package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The duplicates and near-duplicates in a dataset. Texts are duplicates if they are equal after normalization with
 * {@link NormalizedText}. They are near-duplicates if the Jaccard similarity of their sets of four-character shingles
 * reaches a threshold. Immutable and thread-safe.
 *
 * @param copies for each text that occurs more than once, the indices of its examples, ascending
 * @param near pairs of near-duplicates, each text represented by its first example
 */
record Duplicates(List<List<Integer>> copies, List<NearDuplicatePair> near) {

    Duplicates {
        copies = copies.stream().map(List::copyOf).toList();
        near = List.copyOf(near);
    }

    /** Finds the duplicates of a dataset, without near-duplicates. */
    static Duplicates exact(Dataset dataset) {
        return new Duplicates(copies(examplesByText(dataset)), List.of());
    }

    /**
     * Finds the duplicates and near-duplicates of a dataset.
     *
     * @param dataset the examples
     * @param threshold the minimum similarity of near-duplicates, in (0, 1]
     */
    static Duplicates withNear(Dataset dataset, double threshold) {
        Map<String, List<Integer>> byText = examplesByText(dataset);
        List<NearDuplicatePair> near = NearDuplicateSearch.pairs(List.copyOf(byText.keySet()), threshold);
        return new Duplicates(copies(byText), ofExamples(near, List.copyOf(byText.values())));
    }

    private static List<List<Integer>> copies(Map<String, List<Integer>> byText) {
        return byText.values().stream().filter(group -> group.size() > 1).toList();
    }

    private static Map<String, List<Integer>> examplesByText(Dataset dataset) {
        Map<String, List<Integer>> byText = new LinkedHashMap<>();
        for (int example = 0; example < dataset.size(); example++) {
            String text = NormalizedText.of(dataset.examples().get(example).text());
            byText.computeIfAbsent(text, first -> new ArrayList<>()).add(example);
        }
        return byText;
    }

    private static List<NearDuplicatePair> ofExamples(List<NearDuplicatePair> pairs, Collection<List<Integer>> groups) {
        int[] firsts = groups.stream().mapToInt(group -> group.get(0)).toArray();
        return pairs.stream()
                .map(pair -> new NearDuplicatePair(firsts[pair.first()], firsts[pair.second()], pair.similarity()))
                .toList();
    }

    /**
     * Groups examples that must be in the same fold: duplicates, and examples connected by near-duplicates.
     *
     * @param size the number of examples
     * @return groups of indices that cover all examples, ordered by their first index
     */
    List<List<Integer>> connected(int size) {
        int[] parents = IntStream.range(0, size).toArray();
        copies.forEach(group -> group.forEach(example -> join(parents, group.get(0), example)));
        near.forEach(pair -> join(parents, pair.first(), pair.second()));
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int example = 0; example < size; example++) {
            groups.computeIfAbsent(root(parents, example), root -> new ArrayList<>())
                    .add(example);
        }
        return List.copyOf(groups.values());
    }

    /** Whether the examples of a group have different sets of labels. */
    static boolean isConflict(List<Integer> group, List<Example> examples) {
        Set<Set<Integer>> labelSets = new HashSet<>();
        group.forEach(example -> labelSets.add(Set.copyOf(examples.get(example).labelIds())));
        return labelSets.size() > 1;
    }

    private static void join(int[] parents, int first, int second) {
        int one = root(parents, first);
        int other = root(parents, second);
        parents[Math.max(one, other)] = Math.min(one, other);
    }

    private static int root(int[] parents, int example) {
        int root = example;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
