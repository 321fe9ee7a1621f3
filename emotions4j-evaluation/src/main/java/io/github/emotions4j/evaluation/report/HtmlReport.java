package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.metric.Metric;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An evaluation as one self-contained HTML file: sortable tables, F1 per label, precision-recall and threshold curves,
 * a reliability diagram, a heat map of confused labels, and the worst errors with their texts. It follows the reader's
 * light or dark setting.
 *
 * <p>Immutable and thread-safe.
 */
public final class HtmlReport {

    private static final int COLOURS = 4;

    /** The columns of the first table. */
    private static final List<Metric> OVERALL = List.of(
            Metric.ACCURACY,
            Metric.MACRO_PRECISION,
            Metric.MACRO_RECALL,
            Metric.MACRO_F1,
            Metric.MICRO_F1,
            Metric.WEIGHTED_F1,
            Metric.MACRO_MCC,
            Metric.MACRO_AVERAGE_PRECISION,
            Metric.MACRO_ROC_AUC,
            Metric.CALIBRATION_ERROR,
            Metric.ADAPTIVE_CALIBRATION_ERROR);

    private final Evaluator evaluator;
    private final List<ThresholdSelection> selections;
    private final List<EvaluationResult> results;

    private HtmlReport(Evaluator evaluator, List<ThresholdSelection> selections) {
        this.evaluator = evaluator;
        this.selections = List.copyOf(selections);
        this.results = this.selections.stream().map(evaluator::at).toList();
    }

    /**
     * Evaluates for a report.
     *
     * @param evaluator the scored data
     * @param selections the thresholds to compare, at least one; errors and the heat map use the last selection
     *     that was not chosen on the evaluated data
     * @return the report
     * @throws IllegalArgumentException if there is no selection, or one is for other labels
     */
    public static HtmlReport of(Evaluator evaluator, List<ThresholdSelection> selections) {
        if (selections.isEmpty()) {
            throw new IllegalArgumentException("found no thresholds to report, expected at least one selection");
        }
        return new HtmlReport(evaluator, selections);
    }

    /**
     * The results that the report shows.
     *
     * @return one result per selection, in the same order
     */
    public List<EvaluationResult> results() {
        return results;
    }

    /**
     * Writes the report atomically.
     *
     * @param file the file to write or replace
     * @throws IOException if writing fails; then the file is as before
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toHtml());
    }

    /**
     * The whole report.
     *
     * @return an HTML document
     */
    public String toHtml() {
        String name = Html.escaped(evaluator.data().name());
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title>Emotions in " + name + "</title><style>" + Html.resource("report.css")
                + "</style></head><body>\n"
                + "<h1>Emotions in " + name + "</h1>\n<p class=\"note\">"
                + evaluator.data().size()
                + " examples, SHA-256 <code>" + Html.escaped(evaluator.data().sha256()) + "</code></p>\n"
                + overall() + f1Bars() + perLabelTables() + new HtmlCurves(evaluator, shown()).curves()
                + new HtmlErrors(evaluator, selections.get(shownIndex())).errors()
                + "<script>" + Html.resource("report.js") + "</script></body></html>\n";
    }

    private EvaluationResult shown() {
        return results.get(shownIndex());
    }

    private int shownIndex() {
        return IntStream.iterate(results.size() - 1, index -> index >= 0, index -> index - 1)
                .filter(index -> results.get(index).origin() != ThresholdOrigin.ORACLE)
                .findFirst()
                .orElse(results.size() - 1);
    }

    private String overall() {
        List<List<Html.Cell>> rows =
                results.stream().map(HtmlReport::overallRow).toList();
        return "<h2>All labels</h2>\n<p class=\"note\">Macro: every label counts the same. Micro: every decision does."
                + " Weighted: a label counts by its support. In brackets: 95 % bootstrap intervals.</p>\n"
                + Html.sortableTable(
                        List.of(
                                "thresholds",
                                "accuracy",
                                "macro P",
                                "macro R",
                                "macro F1",
                                "micro F1",
                                "weighted F1",
                                "MCC",
                                "average precision",
                                "ROC AUC",
                                "calibration error",
                                "from score " + AdaptiveCalibration.LEAST_SCORE),
                        rows);
    }

    private static List<Html.Cell> overallRow(EvaluationResult result) {
        Stream<Html.Cell> metrics = OVERALL.stream()
                .map(metric ->
                        new Html.Cell(EvaluationText.value(result, metric), EvaluationText.intervalOf(result, metric)));
        return Stream.concat(Stream.of(Html.Cell.of(result.title())), metrics).toList();
    }

    private String f1Bars() {
        StringBuilder html = new StringBuilder("<h2>F1 per label</h2>\n<p class=\"legend\">");
        for (int index = 0; index < results.size(); index++) {
            html.append("<span><i class=\"c").append(index % COLOURS).append("\"></i>");
            html.append(Html.escaped(results.get(index).title())).append("</span>");
        }
        html.append("</p>\n<div class=\"bars\">\n");
        List<LabelEvaluation> labels = shown().evaluation().labels();
        for (int labelId = 0; labelId < labels.size(); labelId++) {
            html.append("<div>")
                    .append(Html.escaped(labels.get(labelId).label()))
                    .append("</div><div>");
            for (int index = 0; index < results.size(); index++) {
                double f1 = results.get(index)
                        .evaluation()
                        .labels()
                        .get(labelId)
                        .counts()
                        .f1();
                html.append("<div class=\"bar c").append(index % COLOURS).append("\" style=\"width:");
                html.append(Decimals.fixed(f1 * 100, 1))
                        .append("%\" title=\"")
                        .append(Decimals.three(f1))
                        .append("\"></div>");
            }
            html.append("</div>\n");
        }
        return html.append("</div>\n").toString();
    }

    private String perLabelTables() {
        return results.stream().map(HtmlReport::perLabelTable).collect(Collectors.joining());
    }

    private static String perLabelTable(EvaluationResult result) {
        boolean oracle = result.origin() == ThresholdOrigin.ORACLE;
        List<List<Html.Cell>> rows = IntStream.range(
                        0, result.evaluation().labels().size())
                .mapToObj(labelId -> labelRow(result, labelId))
                .toList();
        return "<h2" + (oracle ? " class=\"oracle\"" : "") + ">" + Html.escaped(result.title()) + "</h2>\n"
                + Html.sortableTable(
                        List.of(
                                "label",
                                "accuracy",
                                "precision",
                                "recall",
                                "f1",
                                "mcc",
                                "support",
                                "threshold",
                                "average precision",
                                "ROC AUC",
                                "f1 interval"),
                        rows);
    }

    private static List<Html.Cell> labelRow(EvaluationResult result, int labelId) {
        LabelEvaluation label = result.evaluation().labels().get(labelId);
        Stream<String> ranking = Stream.of(
                label.ranking()
                        .map(quality -> Decimals.three(quality.averagePrecision()))
                        .orElse("-"),
                label.ranking().map(quality -> Decimals.three(quality.rocAuc())).orElse("-"),
                result.intervals()
                        .map(intervals ->
                                EvaluationText.interval(intervals.labelF1().get(labelId)))
                        .orElse("-"));
        return Stream.concat(EvaluationText.cells(label).stream(), ranking)
                .map(Html.Cell::of)
                .toList();
    }
}
