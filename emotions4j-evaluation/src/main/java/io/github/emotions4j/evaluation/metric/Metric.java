package io.github.emotions4j.evaluation.metric;

import java.util.List;
import java.util.OptionalDouble;

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
    WEIGHTED_F1("weightedF1"),

    /** Mean average precision of the labels that have one. */
    MACRO_AVERAGE_PRECISION("macroAveragePrecision"),

    /** Mean area under the ROC curve of the labels that have one. */
    MACRO_ROC_AUC("macroRocAuc"),

    /** Expected calibration error of all decisions: less is better, as with the next metric and no other. */
    CALIBRATION_ERROR("calibrationError"),

    /** Expected calibration error of the decisions that score enough to be seen, see {@link AdaptiveCalibration}. */
    ADAPTIVE_CALIBRATION_ERROR("adaptiveCalibrationError");

    /** What a metric is computed from. */
    record Figures(
            double accuracy,
            List<ConfusionCounts> labels,
            OptionalDouble macroAveragePrecision,
            OptionalDouble macroRocAuc,
            double calibrationError,
            OptionalDouble adaptiveCalibrationError) {}

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
     * @return its value, or empty when no label, or no decision, has one
     */
    public OptionalDouble of(Evaluation evaluation) {
        List<ConfusionCounts> labels =
                evaluation.labels().stream().map(LabelEvaluation::counts).toList();
        return of(new Figures(
                evaluation.accuracy(),
                labels,
                evaluation.macroAveragePrecision(),
                evaluation.macroRocAuc(),
                evaluation.calibrationError(),
                evaluation.adaptiveCalibrationError()));
    }

    OptionalDouble of(Figures figures) {
        return switch (this) {
            case ACCURACY -> OptionalDouble.of(figures.accuracy());
            case MACRO_PRECISION ->
                OptionalDouble.of(Averages.macro(figures.labels()).precision());
            case MACRO_RECALL ->
                OptionalDouble.of(Averages.macro(figures.labels()).recall());
            case MACRO_F1 -> OptionalDouble.of(Averages.macro(figures.labels()).f1());
            case MACRO_MCC ->
                figures.labels().stream().mapToDouble(ConfusionCounts::mcc).average();
            case MICRO_F1 -> OptionalDouble.of(Averages.micro(figures.labels()).f1());
            case WEIGHTED_F1 ->
                OptionalDouble.of(Averages.weighted(figures.labels()).f1());
            case MACRO_AVERAGE_PRECISION -> figures.macroAveragePrecision();
            case MACRO_ROC_AUC -> figures.macroRocAuc();
            case CALIBRATION_ERROR -> OptionalDouble.of(figures.calibrationError());
            case ADAPTIVE_CALIBRATION_ERROR -> figures.adaptiveCalibrationError();
        };
    }
}
