package io.github.emotions4j.evaluation.metric;

import java.util.List;
import java.util.OptionalDouble;

/** A metric over all labels. Intervals and comparisons are computed for each of them. */
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

    /** Mean average precision of the labels for which it is defined. */
    MACRO_AVERAGE_PRECISION("macroAveragePrecision"),

    /** Mean area under the ROC curve of the labels for which it is defined. */
    MACRO_ROC_AUC("macroRocAuc"),

    /** Expected calibration error of all scores; for this and the next metric, lower is better. */
    CALIBRATION_ERROR("calibrationError"),

    /** Expected calibration error of scores of at least {@link AdaptiveCalibration#LEAST_SCORE}. */
    ADAPTIVE_CALIBRATION_ERROR("adaptiveCalibrationError");

    /** The values that metrics are computed from. */
    record Inputs(
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
     * The name in reports and JSON.
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
     * @return its value, or empty when it is not defined for any label or score
     */
    public OptionalDouble of(Evaluation evaluation) {
        List<ConfusionCounts> labels =
                evaluation.labels().stream().map(LabelEvaluation::counts).toList();
        return of(new Inputs(
                evaluation.accuracy(),
                labels,
                evaluation.macroAveragePrecision(),
                evaluation.macroRocAuc(),
                evaluation.calibrationError(),
                evaluation.adaptiveCalibrationError()));
    }

    OptionalDouble of(Inputs inputs) {
        return switch (this) {
            case ACCURACY -> OptionalDouble.of(inputs.accuracy());
            case MACRO_PRECISION ->
                OptionalDouble.of(Averages.macro(inputs.labels()).precision());
            case MACRO_RECALL ->
                OptionalDouble.of(Averages.macro(inputs.labels()).recall());
            case MACRO_F1 -> OptionalDouble.of(Averages.macro(inputs.labels()).f1());
            case MACRO_MCC ->
                inputs.labels().stream().mapToDouble(ConfusionCounts::mcc).average();
            case MICRO_F1 -> OptionalDouble.of(Averages.micro(inputs.labels()).f1());
            case WEIGHTED_F1 ->
                OptionalDouble.of(Averages.weighted(inputs.labels()).f1());
            case MACRO_AVERAGE_PRECISION -> inputs.macroAveragePrecision();
            case MACRO_ROC_AUC -> inputs.macroRocAuc();
            case CALIBRATION_ERROR -> OptionalDouble.of(inputs.calibrationError());
            case ADAPTIVE_CALIBRATION_ERROR -> inputs.adaptiveCalibrationError();
        };
    }
}
