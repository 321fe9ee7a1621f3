package io.github.emotions4j.evaluation.threshold;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Which thresholds a search tries. Immutable and thread-safe. */
public sealed interface ThresholdCandidates {

    /**
     * The thresholds to try for one label.
     *
     * @param curve the label's counts at every threshold
     * @return thresholds in [0, 1], lowest first
     */
    DoubleStream ascending(ThresholdCurve curve);

    /**
     * The name in reports.
     *
     * @return a short name
     */
    String candidatesName();

    /**
     * The grid of the reference card: 0.05, 0.10, ... 0.95.
     *
     * @return the grid
     */
    static ThresholdCandidates grid() {
        return new Grid(0.05);
    }

    /**
     * Every threshold that changes a decision.
     *
     * @return the exact search
     */
    static ThresholdCandidates exact() {
        return new Exact();
    }

    /**
     * Evenly spaced thresholds strictly between 0 and 1: {@code step, 2 step, ...}.
     *
     * @param step the distance, in (0, 0.5]; 0.05 gives 0.05 to 0.95
     */
    record Grid(double step) implements ThresholdCandidates {

        /**
         * Refuses a step out of range.
         *
         * @throws IllegalArgumentException if it is outside (0, 0.5]
         */
        public Grid {
            if (!(step > 0 && step <= 0.5)) {
                throw new IllegalArgumentException("grid step is " + step + ", expected a number in (0, 0.5]");
            }
        }

        @Override
        public String candidatesName() {
            return "grid of " + step;
        }

        @Override
        public DoubleStream ascending(ThresholdCurve curve) {
            // Multiples by division, so that the grid of 0.05 holds 0.15 and not 0.15000000000000002.
            long intervals = Math.round(1 / step);
            if (Math.abs(intervals * step - 1) < 1e-9) {
                return IntStream.range(1, (int) intervals).mapToDouble(index -> (double) index / intervals);
            }
            return IntStream.iterate(1, index -> index * step < 1, index -> index + 1)
                    .mapToDouble(index -> index * step);
        }
    }

    /** Every threshold that changes a decision: the midpoints between neighbouring distinct scores. */
    record Exact() implements ThresholdCandidates {

        @Override
        public String candidatesName() {
            return "exact";
        }

        @Override
        public DoubleStream ascending(ThresholdCurve curve) {
            return IntStream.iterate(curve.steps() - 1, step -> step >= 0, step -> step - 1)
                    .mapToDouble(curve::midpointBelow);
        }
    }
}
