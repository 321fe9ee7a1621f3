package io.github.emotions4j.benchmarks;

import java.util.Arrays;

/**
 * How long texts took one at a time.
 *
 * @param p50 half of the texts took at most this long, in milliseconds
 * @param p99 99 of a hundred texts took at most this long, in milliseconds
 */
public record Latency(double p50, double p99) {

    /**
     * Sums up times, by the nearest-rank method.
     *
     * @param milliseconds one time per text, at least one; not modified
     * @return the latency
     * @throws IllegalArgumentException if there is no time
     */
    public static Latency of(double... milliseconds) {
        if (milliseconds.length == 0) {
            throw new IllegalArgumentException("found no time, expected at least one");
        }
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        return new Latency(rank(sorted, 50), rank(sorted, 99));
    }

    private static double rank(double[] sorted, int percent) {
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }
}
