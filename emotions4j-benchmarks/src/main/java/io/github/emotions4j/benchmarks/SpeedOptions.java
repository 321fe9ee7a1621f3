package io.github.emotions4j.benchmarks;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What is measured beside the throughput in bulk and the latency, and for how long.
 *
 * @param repeats how often each measurement is made, at least 1
 * @param bulk how long each measurement in bulk takes at least, above zero; warming up takes twice as long
 * @param atOnce sizes of lists whose throughput is measured, each at least 1, without duplicates; may be empty
 * @param concurrency numbers of threads with one text each whose throughput is measured, each at least 1, without
 *     duplicates; may be empty
 */
public record SpeedOptions(int repeats, Duration bulk, List<Integer> atOnce, List<Integer> concurrency) {

    /** Texts that are timed one at a time in a repeat; of more texts, as many evenly spaced ones. */
    static final int MOST_TEXTS_ALONE = 1000;

    /**
     * Refuses a measurement without repeats or without time; keeps unmodifiable copies of the lists.
     *
     * @throws IllegalArgumentException if {@code repeats} is below 1, {@code bulk} not above zero, or a number in
     *     {@code atOnce} or {@code concurrency} below 1 or there twice
     */
    public SpeedOptions {
        Objects.requireNonNull(bulk, "bulk");
        if (repeats < 1) {
            throw new IllegalArgumentException("repeats is " + repeats + ", expected at least 1");
        }
        if (bulk.isNegative() || bulk.isZero()) {
            throw new IllegalArgumentException("bulk is " + bulk + ", expected more than zero");
        }
        atOnce = checked(atOnce, "atOnce");
        concurrency = checked(concurrency, "concurrency");
    }

    private static List<Integer> checked(List<Integer> numbers, String name) {
        for (int number : numbers) {
            if (number < 1) {
                throw new IllegalArgumentException(name + " has " + number + ", expected numbers of at least 1");
            }
        }
        if (new HashSet<>(numbers).size() < numbers.size()) {
            throw new IllegalArgumentException(name + " is " + numbers + ", expected each number once");
        }
        return List.copyOf(numbers);
    }

    /**
     * Five repeats, of a second each in bulk; no lists of a fixed size and no concurrent threads.
     *
     * @return the defaults
     */
    public static SpeedOptions defaults() {
        return new SpeedOptions(5, Duration.ofSeconds(1), List.of(), List.of());
    }
}
