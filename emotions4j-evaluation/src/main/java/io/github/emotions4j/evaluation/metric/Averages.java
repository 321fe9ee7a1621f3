package io.github.emotions4j.evaluation.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall and F1, each averaged over all labels. Immutable and thread-safe.
 *
 * @param precision averaged precision in [0, 1]
 * @param recall averaged recall in [0, 1]
 * @param f1 averaged F1 in [0, 1]; the average of the labels' F1, not the F1 of the averages
 */
public record Averages(double precision, double recall, double f1) {

    /**
     * Macro average: every label has the same weight.
     *
     * @param labels counts of each label, at least one
     * @return the plain means
     */
    public static Averages macro(List<ConfusionCounts> labels) {
        return averaged(labels, label -> 1);
    }

    /**
     * Weighted average: the weight of a label is its support.
     *
     * @param labels counts of each label, at least one
     * @return the means weighted by support, 0 when no example has a label
     */
    public static Averages weighted(List<ConfusionCounts> labels) {
        return averaged(labels, ConfusionCounts::support);
    }

    /**
     * Micro average: the metrics of the summed counts, so every decision has the same weight.
     *
     * @param labels counts of each label, at least one
     * @return the metrics of the sum
     */
    public static Averages micro(List<ConfusionCounts> labels) {
        ConfusionCounts sum = labels.stream().reduce(ConfusionCounts.NONE, ConfusionCounts::plus);
        return new Averages(sum.precision(), sum.recall(), sum.f1());
    }

    private static Averages averaged(List<ConfusionCounts> labels, ToDoubleFunction<ConfusionCounts> weight) {
        return new Averages(
                mean(labels, ConfusionCounts::precision, weight),
                mean(labels, ConfusionCounts::recall, weight),
                mean(labels, ConfusionCounts::f1, weight));
    }

    private static double mean(
            List<ConfusionCounts> labels,
            ToDoubleFunction<ConfusionCounts> metric,
            ToDoubleFunction<ConfusionCounts> weight) {
        double sum = 0;
        double weights = 0;
        for (ConfusionCounts label : labels) {
            sum += metric.applyAsDouble(label) * weight.applyAsDouble(label);
            weights += weight.applyAsDouble(label);
        }
        return weights == 0 ? 0 : sum / weights;
    }
}
