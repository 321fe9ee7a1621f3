package io.github.emotions4j.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Examples sorted by length, the shortest first. Neighbours have similar lengths, so that batches cut from them need
 * little padding; cutting keeps the order. Immutable and thread-safe.
 */
final class LengthSortedExamples {

    /** Attention takes memory by examples times the square of their length; this is 32 examples of 110 tokens. */
    private static final long MAX_ATTENTION = 400_000;

    private final List<EncodedExample> examples;
    private final List<Integer> indices;

    private LengthSortedExamples(List<EncodedExample> examples, List<Integer> indices) {
        this.examples = examples;
        this.indices = indices;
    }

    /** Sorts examples; those of equal length stay in their order. */
    static LengthSortedExamples of(List<EncodedExample> examples) {
        List<Integer> indices = IntStream.range(0, examples.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> examples.get(index).length()))
                .toList();
        return new LengthSortedExamples(indices.stream().map(examples::get).toList(), indices);
    }

    List<EncodedExample> examples() {
        return examples;
    }

    int size() {
        return examples.size();
    }

    /** For each example its index in the list that was sorted. */
    List<Integer> indices() {
        return indices;
    }

    /** Cuts the examples into batches of one size; the last one may be smaller. */
    List<LengthSortedExamples> batches(int batchSize) {
        return IntStream.iterate(0, start -> start < size(), start -> start + batchSize)
                .mapToObj(start -> range(start, Math.min(start + batchSize, size())))
                .toList();
    }

    /**
     * Cuts the examples into shares of equal size, at most {@code count}. Equal sizes repeat the same tensor shapes,
     * for which libtorch has already compiled its kernels.
     */
    List<LengthSortedExamples> shares(int count) {
        return batches((size() + count - 1) / count);
    }

    /**
     * Cuts a batch into parts that fit into memory: usually one, more when a text is far longer than the others. A
     * step's gradient is the sum over its parts.
     */
    List<LengthSortedExamples> memoryParts() {
        List<LengthSortedExamples> parts = new ArrayList<>();
        int start = 0;
        for (int end = 1; end < size(); end++) {
            long length = examples.get(end).length();
            if ((end + 1 - start) * length * length > MAX_ATTENTION) {
                parts.add(range(start, end));
                start = end;
            }
        }
        parts.add(range(start, size()));
        return parts;
    }

    private LengthSortedExamples range(int start, int end) {
        return new LengthSortedExamples(examples.subList(start, end), indices.subList(start, end));
    }
}
