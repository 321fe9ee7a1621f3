package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.evaluation.internal.LogOdds;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;

/**
 * Keeps a search from overfitting to the few positive examples of a rare label. Immutable and thread-safe.
 */
public sealed interface ThresholdRegularisation {

    /**
     * Chooses one label's threshold.
     *
     * @param curve the label's counts at every threshold, at least one positive
     * @param search what to maximise and which thresholds to try
     * @param global the best threshold for all labels together
     * @return the threshold in [0, 1]
     */
    double choose(ThresholdCurve curve, ThresholdSearch search, double global);

    /**
     * The name in reports.
     *
     * @return a short name with its strength
     */
    String regularisationName();

    /** No regularisation: the best threshold of the label. */
    record None() implements ThresholdRegularisation {

        @Override
        public double choose(ThresholdCurve curve, ThresholdSearch search, double global) {
            return search.best(curve, threshold -> search.objective().value(curve.countsAt(threshold)));
        }

        @Override
        public String regularisationName() {
            return "none";
        }
    }

    /**
     * Shrinks the label's best threshold towards the global one. It is the weighted mean of both in log-odds; the
     * weight of the label's threshold is its number of positive examples, that of the global one is {@code strength}.
     *
     * @param strength weight of the global threshold in positive examples, above 0
     */
    record Shrinkage(double strength) implements ThresholdRegularisation {

        /**
         * Refuses a strength out of range.
         *
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public Shrinkage {
            LogOdds.requirePositive(strength, "strength");
        }

        @Override
        public double choose(ThresholdCurve curve, ThresholdSearch search, double global) {
            double own = LogOdds.of(new None().choose(curve, search, global));
            double weight = curve.support() / (curve.support() + strength);
            return LogOdds.toProbability(weight * own + (1 - weight) * LogOdds.of(global));
        }

        @Override
        public String regularisationName() {
            return "shrinkage " + strength;
        }
    }

    /**
     * Averages the objective over nearby thresholds with a Gaussian kernel, so that a broad maximum wins over a narrow
     * peak.
     *
     * @param width standard deviation of the kernel in log-odds, above 0
     */
    record GaussianKernel(double width) implements ThresholdRegularisation {

        private static final int STEPS = 4;

        /**
         * Refuses a width out of range.
         *
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public GaussianKernel {
            LogOdds.requirePositive(width, "width");
        }

        @Override
        public double choose(ThresholdCurve curve, ThresholdSearch search, double global) {
            return search.best(curve, threshold -> kernelAverage(curve, search.objective(), threshold));
        }

        @Override
        public String regularisationName() {
            return "smoothing " + width;
        }

        private double kernelAverage(ThresholdCurve curve, ThresholdObjective objective, double centre) {
            if (centre == 0) {
                // Only the threshold 0 predicts scores of 0, so no other threshold is near it.
                return objective.value(curve.countsAt(centre));
            }
            double logOdds = LogOdds.of(centre);
            double sum = 0;
            double weights = 0;
            for (int step = -STEPS; step <= STEPS; step++) {
                double distance = 2.0 * step / STEPS;
                double weight = Math.exp(-distance * distance / 2);
                double threshold = LogOdds.toProbability(logOdds + distance * width);
                sum += weight * objective.value(curve.countsAt(threshold));
                weights += weight;
            }
            return sum / weights;
        }
    }

    /**
     * Adds a prior to the label's counts that takes each score as the probability that the label is true. The prior
     * weighs as much as {@code strength} positive examples in total. It needs roughly calibrated scores.
     *
     * @param strength weight of the prior in positive examples, above 0
     */
    record ScorePrior(double strength) implements ThresholdRegularisation {

        /**
         * Refuses a strength out of range.
         *
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public ScorePrior {
            LogOdds.requirePositive(strength, "strength");
        }

        @Override
        public double choose(ThresholdCurve curve, ThresholdSearch search, double global) {
            double expected = curve.expectedTruePositivesAt(0);
            double weight = expected == 0 ? 0 : strength / expected;
            double support = curve.support() + weight * expected;
            return search.best(curve, threshold -> {
                ConfusionCounts counts = curve.countsAt(threshold);
                double truePositives = counts.truePositives() + weight * curve.expectedTruePositivesAt(threshold);
                return search.objective().value(truePositives, (1 + weight) * counts.predicted(), support);
            });
        }

        @Override
        public String regularisationName() {
            return "score prior " + strength;
        }
    }
}
