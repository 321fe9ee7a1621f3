package io.github.emotions4j.training;

import static io.github.emotions4j.training.OptionCheck.require;

import java.time.Duration;
import java.util.Objects;

/**
 * How a run uses the machine. Immutable and thread-safe.
 *
 * @param precision number format of the large matrix products
 * @param threads CPU threads that compute, at least 1, or 0 for one per processor; the last bits of results depend on
 *     it
 * @param checkpointInterval time between checkpoints, at least 0
 */
public record RuntimeOptions(TrainingPrecision precision, int threads, Duration checkpointInterval) {

    /**
     * Refuses values outside their range.
     *
     * @throws IllegalArgumentException if a value is outside its range; the message names it
     */
    public RuntimeOptions {
        Objects.requireNonNull(precision, "precision");
        require(threads >= 0, "threads", threads, "at least 0");
        require(!checkpointInterval.isNegative(), "checkpoint interval", checkpointInterval, "at least 0");
    }
}
