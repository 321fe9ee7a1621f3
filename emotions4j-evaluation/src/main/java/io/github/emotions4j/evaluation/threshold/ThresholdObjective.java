package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import java.math.BigDecimal;
import java.util.List;

/** What a threshold search maximises. Immutable and thread-safe. */
public sealed interface ThresholdObjective {

    /**
     * How good decisions are, from their counts; fractions are allowed, for searches that smooth counts.
     *
     * @param truePositives predicted and true, at least 0
     * @param predicted all that is predicted, at least {@code truePositives}
     * @param support all that is true, at least {@code truePositives}
     * @return the value, higher is better
     */
    double value(double truePositives, double predicted, double support);

    /**
     * How good the decisions of one global threshold are.
     *
     * @param labels counts of each label
     * @return the value, higher is better
     */
    double overall(List<ConfusionCounts> labels);

    /**
     * What {@code thresholds.json} and reports call it.
     *
     * @return a short name, such as {@code f1}
     */
    String objectiveName();

    /**
     * F1, precision and recall in equal parts.
     *
     * @return the objective
     */
    static ThresholdObjective f1() {
        return new FBeta(1);
    }

    /**
     * How good one label's decisions are.
     *
     * @param counts right and wrong decisions
     * @return the value, higher is better
     */
    default double value(ConfusionCounts counts) {
        return value((double) counts.truePositives(), (double) counts.predicted(), (double) counts.support());
    }

    /**
     * The F score, recall counting {@code beta} times as much as precision; over labels their plain mean.
     *
     * @param beta weight of recall, above 0
     */
    record FBeta(double beta) implements ThresholdObjective {

        /**
         * Checks the weight.
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
     * The most recall that still has a wanted precision; where nothing has it, the highest precision. Over labels, the
     * precision of all decisions together.
     *
     * @param precision the wanted precision, in (0, 1]
     */
    record WantedPrecision(double precision) implements ThresholdObjective {

        /**
         * Checks the range.
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
