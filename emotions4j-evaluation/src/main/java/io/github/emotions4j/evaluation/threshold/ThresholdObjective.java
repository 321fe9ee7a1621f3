package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import java.math.BigDecimal;
import java.util.List;

/** What a threshold search maximises. Immutable and thread-safe. */
public sealed interface ThresholdObjective {

    /**
     * The value of decisions, from their counts. Fractions are allowed, because a prior adds fractional counts.
     *
     * @param truePositives predicted and true, at least 0
     * @param predicted all that is predicted, at least {@code truePositives}
     * @param support all that is true, at least {@code truePositives}
     * @return the value, higher is better
     */
    double value(double truePositives, double predicted, double support);

    /**
     * The value of the decisions of one global threshold.
     *
     * @param labels counts of each label
     * @return the value, higher is better
     */
    double overall(List<ConfusionCounts> labels);

    /**
     * The name in {@code thresholds.json} and reports.
     *
     * @return a short name, such as {@code f1}
     */
    String objectiveName();

    /**
     * F1, the harmonic mean of precision and recall.
     *
     * @return the objective
     */
    static ThresholdObjective f1() {
        return new FBeta(1);
    }

    /**
     * The value of one label's decisions.
     *
     * @param counts right and wrong decisions
     * @return the value, higher is better
     */
    default double value(ConfusionCounts counts) {
        return value((double) counts.truePositives(), (double) counts.predicted(), (double) counts.support());
    }

    /**
     * The F-beta score, in which recall has {@code beta} times the weight of precision; over labels the macro average.
     *
     * @param beta weight of recall, above 0
     */
    record FBeta(double beta) implements ThresholdObjective {

        /**
         * Refuses a weight out of range.
         *
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public FBeta {
            if (!(beta > 0 && Double.isFinite(beta))) {
                throw new IllegalArgumentException("beta is " + beta + ", expected a finite number above 0");
            }
        }

        @Override
        public double value(double truePositives, double predicted, double support) {
            double denominator = predicted + beta * beta * support;
            return denominator == 0 ? 0 : (1 + beta * beta) * truePositives / denominator;
        }

        @Override
        public double overall(List<ConfusionCounts> labels) {
            return labels.stream().mapToDouble(this::value).average().orElse(0);
        }

        @Override
        public String objectiveName() {
            return "f" + plain(beta);
        }
    }

    /**
     * The highest recall at which precision still reaches a target; where no threshold reaches it, the highest
     * precision. Over labels, the micro average.
     *
     * @param precision the target, in (0, 1]
     */
    record WantedPrecision(double precision) implements ThresholdObjective {

        /**
         * Refuses a target out of range.
         *
         * @throws IllegalArgumentException if the precision is outside (0, 1]
         */
        public WantedPrecision {
            if (!(precision > 0 && precision <= 1)) {
                throw new IllegalArgumentException(
                        "wanted precision is " + precision + ", expected a number in (0, 1]");
            }
        }

        @Override
        public double value(double truePositives, double predicted, double support) {
            double found = predicted == 0 ? 0 : truePositives / predicted;
            double recall = support == 0 ? 0 : truePositives / support;
            return found >= precision ? 1 + recall : found;
        }

        @Override
        public double overall(List<ConfusionCounts> labels) {
            return value(labels.stream().reduce(ConfusionCounts.NONE, ConfusionCounts::plus));
        }

        @Override
        public String objectiveName() {
            return "precision " + plain(precision);
        }
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
