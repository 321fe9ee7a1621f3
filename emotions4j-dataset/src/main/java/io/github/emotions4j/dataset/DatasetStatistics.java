package io.github.emotions4j.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Statistics of a dataset: label counts, labels per example, text lengths and repeated texts. Texts are compared
 * exactly, without trimming. Immutable and thread-safe.
 *
 * @param name the dataset's name
 * @param sha256 SHA-256 of its file
 * @param examples the number of examples
 * @param labelCounts how many examples have each label, in id order
 * @param labelsPerExample how many examples have 0, 1, 2, ... labels; numbers that do not occur are left out
 * @param lengths how many texts fall into each range of lengths
 * @param repetition how many texts occur more than once
 */
public record DatasetStatistics(
        String name,
        String sha256,
        int examples,
        Map<String, Integer> labelCounts,
        Map<Integer, Integer> labelsPerExample,
        List<LengthBucket> lengths,
        Repetition repetition) {

    private static final int[] LENGTH_LIMITS = {25, 50, 100, 200, 400, 800};

    /**
     * Texts of similar length.
     *
     * @param from the shortest length in characters (code points)
     * @param to the longest length, {@link Integer#MAX_VALUE} for the last bucket
     * @param texts the number of texts
     */
    public record LengthBucket(int from, int to, int texts) {}

    /**
     * Texts that occur more than once.
     *
     * @param repeatedTexts the number of distinct texts that occur more than once
     * @param surplusExamples the number of examples that repeat an earlier text
     * @param conflictingTexts the number of distinct texts that occur with different label sets
     */
    public record Repetition(int repeatedTexts, int surplusExamples, int conflictingTexts) {}

    /** Makes statistics; the collections are copied, and {@code labelsPerExample} is sorted by number. */
    public DatasetStatistics {
        labelCounts = Collections.unmodifiableMap(new LinkedHashMap<>(labelCounts));
        labelsPerExample = Collections.unmodifiableMap(new TreeMap<>(labelsPerExample));
        lengths = List.copyOf(lengths);
    }

    /**
     * Computes the statistics of a dataset.
     *
     * @param dataset the dataset
     * @return its statistics
     */
    public static DatasetStatistics of(Dataset dataset) {
        return new DatasetStatistics(
                dataset.name(),
                dataset.sha256(),
                dataset.size(),
                labelCounts(dataset),
                labelsPerExample(dataset),
                lengths(dataset),
                repetition(dataset));
    }

    /**
     * The mean number of labels of an example.
     *
     * @return the label cardinality, at least 0
     */
    public double cardinality() {
        return labelCounts.values().stream().mapToInt(Integer::intValue).sum() / (double) examples;
    }

    /**
     * Counts the examples of one dataset whose text also occurs in another.
     *
     * @param dataset the dataset whose examples are counted, such as test
     * @param other the dataset that is searched, such as train
     * @return the number of examples of {@code dataset}
     */
    public static int overlap(Dataset dataset, Dataset other) {
        Set<String> texts = new HashSet<>(other.texts());
        return (int) dataset.texts().stream().filter(texts::contains).count();
    }

    private static Map<String, Integer> labelCounts(Dataset dataset) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        dataset.labels().names().forEach(label -> counts.put(label, 0));
        for (Example example : dataset.examples()) {
            example.labelIds().forEach(labelId -> counts.merge(dataset.labels().name(labelId), 1, Integer::sum));
        }
        return counts;
    }

    private static Map<Integer, Integer> labelsPerExample(Dataset dataset) {
        Map<Integer, Integer> counts = new TreeMap<>();
        dataset.examples().forEach(example -> counts.merge(example.labelIds().size(), 1, Integer::sum));
        return counts;
    }

    private static List<LengthBucket> lengths(Dataset dataset) {
        int[] texts = new int[LENGTH_LIMITS.length + 1];
        for (String text : dataset.texts()) {
            texts[bucketOf(text.codePointCount(0, text.length()))]++;
        }
        List<LengthBucket> buckets = new ArrayList<>();
        for (int bucket = 0; bucket < texts.length; bucket++) {
            int from = bucket == 0 ? 0 : LENGTH_LIMITS[bucket - 1] + 1;
            int to = bucket == LENGTH_LIMITS.length ? Integer.MAX_VALUE : LENGTH_LIMITS[bucket];
            buckets.add(new LengthBucket(from, to, texts[bucket]));
        }
        return buckets;
    }

    private static int bucketOf(int length) {
        int bucket = 0;
        while (bucket < LENGTH_LIMITS.length && length > LENGTH_LIMITS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    private static Repetition repetition(Dataset dataset) {
        Map<String, List<Set<Integer>>> labelSets = new HashMap<>();
        for (Example example : dataset.examples()) {
            labelSets.computeIfAbsent(example.text(), text -> new ArrayList<>()).add(Set.copyOf(example.labelIds()));
        }
        Collection<List<Set<Integer>>> all = labelSets.values();
        int repeated = (int) all.stream().filter(sets -> sets.size() > 1).count();
        int conflicting = (int)
                all.stream().filter(sets -> new HashSet<>(sets).size() > 1).count();
        return new Repetition(repeated, dataset.size() - all.size(), conflicting);
    }
}
