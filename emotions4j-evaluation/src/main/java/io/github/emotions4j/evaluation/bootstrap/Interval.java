package io.github.emotions4j.evaluation.bootstrap;

import java.util.Arrays;

/**
 * A 95 % bootstrap interval: the middle 95 % of the values of all samples. Immutable and thread-safe.
 *
 * @param low the 2.5 % quantile
 * @param high the 97.5 % quantile
 */
public record Interval(double low, double high) {

    private static final double TAIL = 0.025;

    /**
     * Refuses bounds in the wrong order.
     *
     * @throws IllegalArgumentException if a bound is NaN or {@code low > high}
     */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval is [" + low + ", " + high + "], expected low <= high");
        }
    }

    /** Quantiles with linear interpolation between neighbours; sorts the values. */
    static Interval ofSamples(double[] values) {
        Arrays.sort(values);
        return new Interval(quantile(values, TAIL), quantile(values, 1 - TAIL));
    }

    /**
     * Whether 0 lies outside the interval.
     *
     * @return true when a difference with this interval is significant at the 5 % level
     */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }

    private static double quantile(double[] ascending, double share) {
        double position = share * (ascending.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
    }
}
