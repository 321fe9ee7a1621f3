package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.bootstrap.Interval;
import io.github.emotions4j.evaluation.bootstrap.Intervals;
import io.github.emotions4j.evaluation.metric.Averages;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.metric.Metric;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Results as CSV (RFC 4180) without rounding. The column {@code thresholds} holds the threshold origin. A row whose
 * kind ends in {@code -low} or {@code -high} holds the bounds of the 95 % intervals for the row without that suffix.
 */
final class EvaluationCsv {

    private static final List<String> COLUMNS = List.of(
            "thresholds",
            "row",
            "label",
            "accuracy",
            "precision",
            "recall",
            "f1",
            "mcc",
            "support",
            "threshold",
            "averagePrecision",
            "rocAuc",
            "calibrationError",
            "adaptiveCalibrationError");

    /** The metrics of the macro row; its accuracy is subset accuracy. */
    private static final Map<String, Metric> MACRO = Map.of(
            "accuracy", Metric.ACCURACY,
            "precision", Metric.MACRO_PRECISION,
            "recall", Metric.MACRO_RECALL,
            "f1", Metric.MACRO_F1,
            "mcc", Metric.MACRO_MCC,
            "averagePrecision", Metric.MACRO_AVERAGE_PRECISION,
            "rocAuc", Metric.MACRO_ROC_AUC,
            "calibrationError", Metric.CALIBRATION_ERROR,
            "adaptiveCalibrationError", Metric.ADAPTIVE_CALIBRATION_ERROR);

    private static final Map<String, Metric> MICRO = Map.of("f1", Metric.MICRO_F1);
    private static final Map<String, Metric> WEIGHTED = Map.of("f1", Metric.WEIGHTED_F1);

    private EvaluationCsv() {}

    static String format(List<EvaluationResult> results) {
        return String.join(",", COLUMNS)
                + "\r\n"
                + results.stream().map(EvaluationCsv::rows).collect(Collectors.joining());
    }

    private static String rows(EvaluationResult result) {
        Evaluation evaluation = result.evaluation();
        Stream<Map<String, String>> rows = Stream.concat(
                evaluation.labels().stream().map(EvaluationCsv::label),
                Stream.of(
                        macro(evaluation),
                        average("micro", evaluation.micro()),
                        average("weighted", evaluation.weighted())));
        Stream<Map<String, String>> intervals =
                result.intervals().stream().flatMap(found -> intervals(found, evaluation));
        return Stream.concat(rows, intervals)
                .map(cells -> line(cells, result.origin()))
                .collect(Collectors.joining());
    }

    private static Map<String, String> label(LabelEvaluation label) {
        ConfusionCounts counts = label.counts();
        Map<String, String> cells = new HashMap<>(Map.of(
                "row", "label",
                "label", quoted(label.label()),
                "accuracy", number(counts.accuracy()),
                "precision", number(counts.precision()),
                "recall", number(counts.recall()),
                "f1", number(counts.f1()),
                "mcc", number(counts.mcc()),
                "support", Long.toString(counts.support())));
        label.threshold().ifPresent(value -> cells.put("threshold", number(value)));
        label.ranking().ifPresent(ranking -> {
            cells.put("averagePrecision", number(ranking.averagePrecision()));
            cells.put("rocAuc", number(ranking.rocAuc()));
        });
        return cells;
    }

    private static Map<String, String> macro(Evaluation evaluation) {
        Map<String, String> cells = new HashMap<>();
        MACRO.forEach((column, metric) -> metric.of(evaluation).ifPresent(value -> cells.put(column, number(value))));
        cells.put("row", "macro");
        cells.put("support", Integer.toString(evaluation.examples()));
        return cells;
    }

    private static Map<String, String> average(String kind, Averages averages) {
        return Map.of(
                "row", kind,
                "precision", number(averages.precision()),
                "recall", number(averages.recall()),
                "f1", number(averages.f1()));
    }

    private static Stream<Map<String, String>> intervals(Intervals intervals, Evaluation evaluation) {
        Stream<Map<String, String>> labels = IntStream.range(
                        0, intervals.labelF1().size())
                .boxed()
                .flatMap(id -> ends(
                        "label",
                        quoted(evaluation.labels().get(id).label()),
                        Map.of("f1", intervals.labelF1().get(id))));
        Stream<Map<String, String>> averages = Stream.of(
                        ends("macro", "", existing(MACRO, intervals)),
                        ends("micro", "", existing(MICRO, intervals)),
                        ends("weighted", "", existing(WEIGHTED, intervals)))
                .flatMap(rows -> rows);
        return Stream.concat(labels, averages);
    }

    private static Map<String, Interval> existing(Map<String, Metric> columns, Intervals intervals) {
        Map<String, Interval> existing = new HashMap<>();
        columns.forEach((column, metric) -> {
            Optional<Interval> interval = intervals.find(metric);
            interval.ifPresent(found -> existing.put(column, found));
        });
        return existing;
    }

    private static Stream<Map<String, String>> ends(String kind, String label, Map<String, Interval> intervals) {
        return Stream.of(
                end(kind + "-low", label, intervals, Interval::low),
                end(kind + "-high", label, intervals, Interval::high));
    }

    private static Map<String, String> end(
            String kind, String label, Map<String, Interval> intervals, ToDoubleFunction<Interval> end) {
        Map<String, String> cells = new HashMap<>(Map.of("row", kind, "label", label));
        intervals.forEach((column, interval) -> cells.put(column, number(end.applyAsDouble(interval))));
        return cells;
    }

    private static String line(Map<String, String> cells, ThresholdOrigin origin) {
        return COLUMNS.stream()
                .map(column -> column.equals("thresholds") ? origin.originName() : cells.getOrDefault(column, ""))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
