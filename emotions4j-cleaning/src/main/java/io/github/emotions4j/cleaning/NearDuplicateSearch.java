package io.github.emotions4j.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds all pairs of texts whose sets of character shingles have at least a given Jaccard similarity.
 *
 * <p>The result is exact, unlike that of MinHash with banding. Two sets with this similarity share at least one of
 * their rarest shingles, so only texts with a common entry in an index of rare shingles are compared. Source: Bayardo
 * et al. 2007, Scaling Up All Pairs Similarity Search (<a href="https://doi.org/10.1145/1242572.1242591">paper</a>),
 * with the length filter of Xiao et al. 2008, Efficient Similarity Joins for Near Duplicate Detection (<a
 * href="https://doi.org/10.1145/1367497.1367516">paper</a>). Not thread-safe.
 */
final class NearDuplicateSearch {

    /** Characters per shingle: few, so that a changed letter affects few shingles, but enough to make shingles rare. */
    static final int SHINGLE_LENGTH = 4;

    // Keeps pairs whose similarity is exactly the threshold despite rounding.
    private static final double ROUNDING = 1e-9;

    private final double threshold;
    private final int[][] shingles;
    private final Map<Integer, List<Integer>> index = new HashMap<>();

    private NearDuplicateSearch(double threshold, int[][] shingles) {
        this.threshold = threshold;
        this.shingles = shingles;
    }

    /**
     * Finds the pairs.
     *
     * @param texts distinct texts, already normalized
     * @param threshold the minimum similarity, in (0, 1]
     * @return the pairs, ordered by first and second index
     */
    static List<NearDuplicatePair> pairs(List<String> texts, double threshold) {
        return new NearDuplicateSearch(threshold, rankedShingles(texts)).pairs();
    }

    private List<NearDuplicatePair> pairs() {
        List<NearDuplicatePair> pairs = new ArrayList<>();
        int[] byLength = IntStream.range(0, shingles.length)
                .boxed()
                .sorted(Comparator.comparingInt(text -> shingles[text].length))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int text : byLength) {
            for (int other : candidates(text)) {
                double similarity = jaccard(shingles[text], shingles[other]);
                if (similarity >= threshold - ROUNDING) {
                    pairs.add(new NearDuplicatePair(Math.min(text, other), Math.max(text, other), similarity));
                }
            }
            addToIndex(text);
        }
        pairs.sort(Comparator.comparingInt(NearDuplicatePair::first).thenComparingInt(NearDuplicatePair::second));
        return pairs;
    }

    private Set<Integer> candidates(int text) {
        int[] own = shingles[text];
        Set<Integer> candidates = new HashSet<>();
        for (int i = 0; i < prefix(own.length); i++) {
            for (int other : index.getOrDefault(own[i], List.of())) {
                if (shingles[other].length >= threshold * own.length - ROUNDING) {
                    candidates.add(other);
                }
            }
        }
        return candidates;
    }

    private void addToIndex(int text) {
        for (int i = 0; i < prefix(shingles[text].length); i++) {
            index.computeIfAbsent(shingles[text][i], shingle -> new ArrayList<>())
                    .add(text);
        }
    }

    /** The number of rarest shingles of which a similar text must contain at least one. */
    private int prefix(int length) {
        return length - (int) Math.ceil(threshold * length - ROUNDING) + 1;
    }

    /** The Jaccard similarity of two sets, given as ascending arrays. */
    private static double jaccard(int[] first, int[] second) {
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            int order = Integer.compare(first[i], second[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return (double) shared / (first.length + second.length - shared);
    }

    /** The shingles of each text as ascending ranks; rank 0 is the rarest shingle. */
    private static int[][] rankedShingles(List<String> texts) {
        List<Set<String>> sets =
                texts.stream().map(NearDuplicateSearch::shingles).toList();
        Map<String, Integer> counts = new HashMap<>();
        sets.forEach(set -> set.forEach(shingle -> counts.merge(shingle, 1, Integer::sum)));
        List<String> rarestFirst = new ArrayList<>(counts.keySet());
        rarestFirst.sort(Comparator.<String>comparingInt(shingle -> counts.getOrDefault(shingle, 0))
                .thenComparing(Comparator.naturalOrder()));
        Map<String, Integer> ranks = new HashMap<>();
        rarestFirst.forEach(shingle -> ranks.put(shingle, ranks.size()));
        return sets.stream()
                .map(set -> set.stream()
                        .mapToInt(shingle -> ranks.getOrDefault(shingle, 0))
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
    }

    private static Set<String> shingles(String text) {
        int[] characters = text.codePoints().toArray();
        Set<String> shingles = new HashSet<>();
        int last = Math.max(0, characters.length - SHINGLE_LENGTH);
        for (int start = 0; start <= last; start++) {
            int[] shingle = Arrays.copyOfRange(characters, start, Math.min(characters.length, start + SHINGLE_LENGTH));
            shingles.add(new String(shingle, 0, shingle.length));
        }
        return shingles;
    }
}
