package io.github.emotions4j.training;

import static io.github.emotions4j.training.OptionCheck.require;

import java.util.Objects;

/**
 * How many steps a run has, which examples each step sees, and how the learning rate changes. Immutable and
 * thread-safe.
 *
 * @param epochs passes over the training examples, at least 1
 * @param batchSize examples per step, at least 1
 * @param warmup share of all steps over which the learning rate rises from 0, in [0, 1); it then falls linearly to 0
 * @param order in which order examples come
 */
public record ScheduleOptions(int epochs, int batchSize, double warmup, Order order) {

    /** In which order examples come. */
    public enum Order {

        /** Shuffled anew each epoch, then batched with others of similar length. */
        SHUFFLED,

        /** As they are in the data. */
        SEQUENTIAL
    }

    /**
     * Refuses values outside their range.
     *
     * @throws IllegalArgumentException if a value is outside its range; the message names it
     */
    public ScheduleOptions {
        Objects.requireNonNull(order, "order");
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(batchSize >= 1, "batch size", batchSize, "at least 1");
        require(warmup >= 0 && warmup < 1, "warmup", warmup, "in [0, 1)");
    }
}
