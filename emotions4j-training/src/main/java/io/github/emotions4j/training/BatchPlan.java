package io.github.emotions4j.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which examples make which batch of an epoch. Shuffled examples are sorted by length inside windows of many batches,
 * so that a batch holds texts of similar length and little padding, then the batches are shuffled.
 *
 * <p>A pure function of options and epoch: a resumed run needs no state. Thread-safe.
 */
final class BatchPlan {

    /** Batches per sorting window: large enough for even lengths, small enough that batches stay random. */
    private static final int WINDOW_BATCHES = 50;

    private final List<EncodedExample> examples;
    private final ScheduleOptions schedule;
    private final long seed;

    BatchPlan(List<EncodedExample> examples, TrainingOptions options) {
        this.examples = examples;
        this.schedule = options.schedule();
        this.seed = options.seed();
    }

    int batchesPerEpoch() {
        return (examples.size() + schedule.batchSize() - 1) / schedule.batchSize();
    }

    List<List<EncodedExample>> epoch(int epoch) {
        if (schedule.order() == ScheduleOptions.Order.SEQUENTIAL) {
            return batches(examples);
        }
        Random random = new Random(seed * 31 + epoch);
        List<EncodedExample> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, random);
        sortWindows(shuffled);
        List<List<EncodedExample>> batches = batches(shuffled);
        Collections.shuffle(batches, random);
        return batches;
    }

    private void sortWindows(List<EncodedExample> shuffled) {
        int window = schedule.batchSize() * WINDOW_BATCHES;
        for (int start = 0; start < shuffled.size(); start += window) {
            shuffled.subList(start, Math.min(start + window, shuffled.size()))
                    .sort(Comparator.comparingInt(EncodedExample::length));
        }
    }

    private List<List<EncodedExample>> batches(List<EncodedExample> ordered) {
        int batchSize = schedule.batchSize();
        return new ArrayList<>(IntStream.iterate(0, start -> start < ordered.size(), start -> start + batchSize)
                .mapToObj(start -> List.copyOf(ordered.subList(start, Math.min(start + batchSize, ordered.size()))))
                .toList());
    }
}
