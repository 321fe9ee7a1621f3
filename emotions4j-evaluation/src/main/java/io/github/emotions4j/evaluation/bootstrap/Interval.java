package io.github.emotions4j.evaluation.bootstrap;

import java.util.Arrays;

/**
 * A 95 % interval: the middle 95 % of what resampling gave. Immutable and thread-safe.
 *
 * @param low the 2.5 % quantile
 * @param high the 97.5 % quantile
 */
public record Interval(double low, double high) {

    private static final double TAIL = 0.025;

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the bounds are no numbers or in the wrong order
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
     * Whether zero lies outside.
     *
     * @return true when a difference with this interval is unlikely to be chance
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
