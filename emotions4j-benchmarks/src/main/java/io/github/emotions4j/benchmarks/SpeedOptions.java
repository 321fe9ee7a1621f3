package io.github.emotions4j.benchmarks;

import java.time.Duration;
import java.util.Objects;

/**
 * How long speed is measured.
 *
 * @param repeats how often each measurement is made, at least 1
 * @param bulk how long each measurement in bulk takes at least, above zero; warming up takes twice as long
 */
public record SpeedOptions(int repeats, Duration bulk) {

    /** Texts that are timed one at a time in a repeat; of more texts, as many evenly spaced ones. */
    static final int MOST_TEXTS_ALONE = 1000;

    /**
     * Refuses a measurement without repeats or without time.
     *
     * @throws IllegalArgumentException if {@code repeats} is below 1, or {@code bulk} not above zero
     */
    public SpeedOptions {
        Objects.requireNonNull(bulk, "bulk");
        if (repeats < 1) {
            throw new IllegalArgumentException("repeats is " + repeats + ", expected at least 1");
        }
        if (bulk.isNegative() || bulk.isZero()) {
            throw new IllegalArgumentException("bulk is " + bulk + ", expected more than zero");
        }
    }

    /**
     * Five repeats, of a second each in bulk.
     *
     * @return the defaults
     */
    public static SpeedOptions defaults() {
        return new SpeedOptions(5, Duration.ofSeconds(1));
    }
}
