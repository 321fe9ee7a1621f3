package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which examples of a dataset have the same text, and which nearly the same. Two texts are the same when they are equal
 * after Unicode NFKC, in lower case and with one space for any white space; they are nearly the same when the Jaccard
 * similarity of their sets of four-character shingles reaches a threshold. Immutable and thread-safe.
 *
 * @param copies for each text that occurs more than once, the indices of its examples, ascending
 * @param near pairs of examples whose different texts are nearly the same, each text represented by its first example
 */
record Duplicates(List<List<Integer>> copies, List<NearDuplicatePair> near) {

    /** Copies the lists. */
    Duplicates {
        copies = copies.stream().map(List::copyOf).toList();
        near = List.copyOf(near);
    }

    /**
     * Searches a dataset.
     *
     * @param dataset the examples
     * @param threshold the least similarity of near-duplicates in (0, 1], or empty to search for none
     * @return what repeats
     */
    static Duplicates of(Dataset dataset, Optional<Double> threshold) {
        Map<String, List<Integer>> byText = new LinkedHashMap<>();
        for (int example = 0; example < dataset.size(); example++) {
            String text = NormalizedText.of(dataset.examples().get(example).text());
            byText.computeIfAbsent(text, first -> new ArrayList<>()).add(example);
        }
        List<List<Integer>> copies =
                byText.values().stream().filter(group -> group.size() > 1).toList();
        List<NearDuplicatePair> near = threshold
                .map(least -> NearDuplicateSearch.pairs(List.copyOf(byText.keySet()), least))
                .orElse(List.of());
        return new Duplicates(copies, ofExamples(near, List.copyOf(byText.values())));
    }

    private static List<NearDuplicatePair> ofExamples(List<NearDuplicatePair> pairs, Collection<List<Integer>> groups) {
        int[] firsts = groups.stream().mapToInt(group -> group.get(0)).toArray();
        return pairs.stream()
                .map(pair -> new NearDuplicatePair(firsts[pair.first()], firsts[pair.second()], pair.similarity()))
                .toList();
    }

    /**
     * Puts examples together that must not be torn apart: those with the same text, and those connected by near-duplicates.
     *
     * @param size how many examples there are
     * @return groups of indices that cover all examples, by their first index
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
