package io.github.emotions4j.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which examples make which batch of an epoch. Shuffled examples are sorted by length inside windows of many batches, so
 * that a batch holds texts of similar length and little padding, then the batches are shuffled.
 *
 * <p>A pure function of options and epoch: a resumed run needs no state. Thread-safe.
 */
final class BatchPlan {

    /** Batches per sorting window: large enough for even lengths, small enough that batches stay random. */
    private static final int WINDOW_BATCHES = 50;

    /** Attention takes memory by examples times the square of their length; this is 32 examples of 110 tokens. */
    private static final long MAX_ATTENTION = 400_000;

    private final List<EncodedExample> examples;
    private final TrainingOptions options;

    BatchPlan(List<EncodedExample> examples, TrainingOptions options) {
        this.examples = examples;
        this.options = options;
    }

    int batchesPerEpoch() {
        return (examples.size() + options.batchSize() - 1) / options.batchSize();
    }

    List<List<EncodedExample>> epoch(int epoch) {
        List<EncodedExample> ordered = new ArrayList<>(examples);
        if (options.order() == TrainingOptions.Order.SEQUENTIAL) {
            return batches(ordered, options.batchSize());
        }
        Random random = new Random(options.seed() * 31 + epoch);
        Collections.shuffle(ordered, random);
        int window = options.batchSize() * WINDOW_BATCHES;
        for (int start = 0; start < ordered.size(); start += window) {
            ordered.subList(start, Math.min(start + window, ordered.size()))
                    .sort(Comparator.comparingInt(EncodedExample::length));
        }
        List<List<EncodedExample>> batches = batches(ordered, options.batchSize());
        Collections.shuffle(batches, random);
        return batches;
    }

    static List<List<EncodedExample>> batches(List<EncodedExample> examples, int batchSize) {
        return new ArrayList<>(IntStream.iterate(0, start -> start < examples.size(), start -> start + batchSize)
                .mapToObj(start -> List.copyOf(examples.subList(start, Math.min(start + batchSize, examples.size()))))
                .toList());
    }

    /**
     * Cuts a batch into parts that fit into memory: usually one, more when a text is far longer than the others. A step's
     * gradient is the sum over its parts.
     */
    static List<List<EncodedExample>> parts(List<EncodedExample> batch) {
        List<EncodedExample> byLength = new ArrayList<>(batch);
        byLength.sort(Comparator.comparingInt(EncodedExample::length));
        List<List<EncodedExample>> parts = new ArrayList<>();
        int start = 0;
        for (int end = 1; end < byLength.size(); end++) {
            long length = byLength.get(end).length();
            if ((end + 1 - start) * length * length > MAX_ATTENTION) {
                parts.add(byLength.subList(start, end));
                start = end;
            }
        }
        parts.add(byLength.subList(start, byLength.size()));
        return parts;
    }
}
