package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.bootstrap.Interval;
import io.github.emotions4j.evaluation.bootstrap.Intervals;
import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.internal.TextTable;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import io.github.emotions4j.evaluation.metric.Averages;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An evaluation as aligned text: the metrics over all labels, then a row per label in the columns of the
 * reference card. Stateless and thread-safe.
 */
final class EvaluationText {

    private static final int INTERVALS_PER_LINE = 4;

    private EvaluationText() {}

    /**
     * Formats an evaluation under a heading.
     *
     * @param title the heading, such as {@code dev}
     * @param evaluation the metrics
     * @return lines ended by line feeds; three decimals, and four for thresholds that need them
     */
    public static String format(String title, Evaluation evaluation) {
        return format(title, evaluation, "");
    }

    static String format(EvaluationResult result) {
        return format(result.title(), result.evaluation(), intervals(result));
    }

    private static String format(String title, Evaluation evaluation, String intervals) {
        return title + '\n' + overall(evaluation) + intervals + undefined(evaluation) + '\n' + perLabel(evaluation);
    }

    /** A label's cells in the columns of the reference card; a threshold that does not exist is a dash. */
    static List<String> cells(LabelEvaluation label) {
        ConfusionCounts counts = label.counts();
        OptionalDouble threshold = label.threshold();
        return List.of(
                label.label(),
                Decimals.three(counts.accuracy()),
                Decimals.three(counts.precision()),
                Decimals.three(counts.recall()),
                Decimals.three(counts.f1()),
                Decimals.three(counts.mcc()),
                Long.toString(counts.support()),
                threshold.isPresent() ? Decimals.threshold(threshold.getAsDouble()) : "-");
    }

    static String interval(Interval interval) {
        return "[" + Decimals.three(interval.low()) + ", " + Decimals.three(interval.high()) + "]";
    }

    /** A metric of an evaluation, or a dash where it is not defined. */
    static String value(EvaluationResult result, Metric metric) {
        return orDash(metric.of(result.evaluation()).orElse(Double.NaN));
    }

    /** The interval of a metric, or an empty text where there is none. */
    static String intervalOf(EvaluationResult result, Metric metric) {
        return result.intervals()
                .flatMap(intervals -> intervals.find(metric))
                .map(EvaluationText::interval)
                .orElse("");
    }

    private static String overall(Evaluation evaluation) {
        TextTable table = new TextTable();
        table.add(List.of("", "precision", "recall", "f1", "mcc", "average precision", "ROC AUC"));
        table.add(List.of(
                "macro",
                Decimals.three(evaluation.macro().precision()),
                Decimals.three(evaluation.macro().recall()),
                Decimals.three(evaluation.macro().f1()),
                Decimals.three(evaluation.macroMcc()),
                orDash(evaluation.macroAveragePrecision().orElse(Double.NaN)),
                orDash(evaluation.macroRocAuc().orElse(Double.NaN))));
        table.add(average("micro", evaluation.micro()));
        table.add(average("weighted", evaluation.weighted()));
        return "examples " + evaluation.examples() + ", subset accuracy " + Decimals.three(evaluation.accuracy())
                + ", calibration error " + Decimals.three(evaluation.calibrationError()) + ", from score "
                + AdaptiveCalibration.LEAST_SCORE + " on "
                + orDash(evaluation.adaptiveCalibrationError().orElse(Double.NaN)) + '\n'
                + table.format();
    }

    private static List<String> average(String name, Averages averages) {
        return List.of(
                name,
                Decimals.three(averages.precision()),
                Decimals.three(averages.recall()),
                Decimals.three(averages.f1()));
    }

    /** Breaks lines after as many intervals as fit the width of a terminal. */
    private static String intervals(EvaluationResult result) {
        if (result.intervals().isEmpty()) {
            return "";
        }
        Intervals intervals = result.intervals().get();
        StringBuilder text = new StringBuilder("95 % intervals:");
        int count = 0;
        for (Metric metric : Metric.values()) {
            Optional<Interval> interval = intervals.find(metric);
            if (interval.isPresent()) {
                text.append(count == 0 ? " " : count % INTERVALS_PER_LINE == 0 ? ",\n  " : ", ");
                text.append(metric.metricName()).append(' ').append(interval(interval.get()));
                count++;
            }
        }
        return text.append('\n').toString();
    }

    private static String undefined(Evaluation evaluation) {
        return line("never predicted, precision counted as 0: ", evaluation.undefinedPrecision())
                + line("never true, recall counted as 0: ", evaluation.undefinedRecall());
    }

    private static String line(String heading, List<String> labels) {
        return labels.isEmpty() ? "" : heading + String.join(", ", labels) + '\n';
    }

    private static String perLabel(Evaluation evaluation) {
        TextTable table = new TextTable();
        table.add(List.of("label", "accuracy", "precision", "recall", "f1", "mcc", "support", "threshold"));
        evaluation.labels().forEach(label -> table.add(cells(label)));
        return table.format();
    }

    private static String orDash(double value) {
        return Double.isNaN(value) ? "-" : Decimals.three(value);
    }
}
