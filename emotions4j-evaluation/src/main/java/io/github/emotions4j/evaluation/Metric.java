package io.github.emotions4j.evaluation;

import java.util.List;

/** A figure over all labels that intervals and comparisons are given for. */
public enum Metric {

    /** Subset accuracy. */
    ACCURACY("accuracy"),

    /** Mean precision of the labels. */
    MACRO_PRECISION("macroPrecision"),

    /** Mean recall of the labels. */
    MACRO_RECALL("macroRecall"),

    /** Mean F1 of the labels. */
    MACRO_F1("macroF1"),

    /** Mean Matthews correlation of the labels. */
    MACRO_MCC("macroMcc"),

    /** F1 of all decisions together. */
    MICRO_F1("microF1"),

    /** Mean F1 of the labels weighted by support. */
    WEIGHTED_F1("weightedF1");

    /** What a metric is computed from. */
    record Figures(double accuracy, List<ConfusionCounts> labels) {}

    private final String metricName;

    Metric(String metricName) {
        this.metricName = metricName;
    }

    /**
     * What reports and JSON call it.
     *
     * @return a name such as {@code macroF1}
     */
    public String metricName() {
        return metricName;
    }

    /**
     * The metric of an evaluation.
     *
     * @param evaluation the evaluation
     * @return its value
     */
    public double of(Evaluation evaluation) {
        List<ConfusionCounts> labels =
                evaluation.labels().stream().map(LabelEvaluation::counts).toList();
        return of(new Figures(evaluation.accuracy(), labels));
    }

    double of(Figures figures) {
        return switch (this) {
            case ACCURACY -> figures.accuracy();
            case MACRO_PRECISION -> Averages.macro(figures.labels()).precision();
            case MACRO_RECALL -> Averages.macro(figures.labels()).recall();
            case MACRO_F1 -> Averages.macro(figures.labels()).f1();
            case MACRO_MCC -> macroMcc(figures);
            case MICRO_F1 -> Averages.micro(figures.labels()).f1();
            case WEIGHTED_F1 -> Averages.weighted(figures.labels()).f1();
        };
    }

    private static double macroMcc(Figures figures) {
        return figures.labels().stream()
                .mapToDouble(ConfusionCounts::mcc)
                .average()
                .orElseThrow();
    }
}
