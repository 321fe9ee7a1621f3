package io.github.emotions4j.benchmarks;

import java.util.Arrays;

/**
 * What repeats of one measurement gave.
 *
 * @param median the middle one; of an even number, the mean of the two in the middle
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {

    /**
     * Sums up values.
     *
     * @param values at least one; not modified
     * @return their spread
     * @throws IllegalArgumentException if there is no value
     */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("found no value, expected at least one");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
