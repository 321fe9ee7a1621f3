package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.evaluation.internal.LogOdds;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;

/**
 * How a search keeps from trusting a few examples too much: a label with thirteen positives has a best threshold by
 * accident. Immutable and thread-safe.
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
     * What reports call it.
     *
     * @return a short name with its strength
     */
    String regularisationName();

    /** The plain best threshold of the label. */
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
     * The label's best threshold drawn towards the global one, as if {@code strength} more positives had voted for it.
     * The mean is taken of log-odds.
     *
     * @param strength positives that the global threshold is worth, above 0
     */
    record Shrinkage(double strength) implements ThresholdRegularisation {

        /**
         * Checks the strength.
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
     * The threshold whose neighbourhood is good, not only itself: the objective is averaged over nearby thresholds with
     * the weights of a normal distribution.
     *
     * @param width standard deviation of the neighbourhood in log-odds, above 0
     */
    record Smoothing(double width) implements ThresholdRegularisation {

        private static final int STEPS = 4;

        /**
         * Checks the width.
         *
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public Smoothing {
            LogOdds.requirePositive(width, "width");
        }

        @Override
        public double choose(ThresholdCurve curve, ThresholdSearch search, double global) {
            return search.best(curve, threshold -> smoothed(curve, search.objective(), threshold));
        }

        @Override
        public String regularisationName() {
            return "smoothing " + width;
        }

        private double smoothed(ThresholdCurve curve, ThresholdObjective objective, double centre) {
            if (centre == 0) {
                // No other threshold detects scores of 0, so it has no neighbours.
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
     * The label's counts mixed with those that its scores promise: each score adds its own probability of being true, in
     * all as much as {@code strength} positives. Needs scores that are roughly calibrated.
     *
     * @param strength positives that the promise is worth, above 0
     */
    record ScorePrior(double strength) implements ThresholdRegularisation {

        /**
         * Checks the strength.
         *
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public ScorePrior {
            LogOdds.requirePositive(strength, "strength");
        }

        @Override
        public double choose(ThresholdCurve curve, ThresholdSearch search, double global) {
            double promised = curve.promisedAt(0);
            double weight = promised == 0 ? 0 : strength / promised;
            double support = curve.support() + weight * promised;
            return search.best(curve, threshold -> {
                ConfusionCounts counts = curve.countsAt(threshold);
                double truePositives = counts.truePositives() + weight * curve.promisedAt(threshold);
                return search.objective().value(truePositives, (1 + weight) * counts.predicted(), support);
            });
        }

        @Override
        public String regularisationName() {
            return "score prior " + strength;
        }
    }
}
