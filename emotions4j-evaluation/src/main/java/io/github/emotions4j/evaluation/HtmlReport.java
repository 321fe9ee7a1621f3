package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An evaluation as one HTML file that needs nothing else: sortable tables, F1 per label, precision-recall and threshold
 * curves, reliability, which labels are taken for which, and the worst errors with their texts. It follows the reader's
 * light or dark setting.
 *
 * <p>Immutable and thread-safe.
 */
public final class HtmlReport {

    private static final int COLOURS = 4;

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
     * @param selections the thresholds to compare, at least one; errors and the label heat map are those of the last
     *     selection that is no oracle's
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
        List<List<String>> rows = results.stream().map(HtmlReport::overallRow).toList();
        return "<h2>All labels</h2>\n<p class=\"note\">Macro: every label counts the same. Micro: every decision does."
                + " Weighted: a label counts by its support. In brackets: 95 % bootstrap interval.</p>\n"
                + Html.sortableTable(
                        List.of(
                                "thresholds",
                                "accuracy",
                                "macro P",
                                "macro R",
                                "macro F1",
                                "interval",
                                "micro F1",
                                "weighted F1",
                                "MCC",
                                "calibration error"),
                        rows);
    }

    private static List<String> overallRow(EvaluationResult result) {
        Evaluation evaluation = result.evaluation();
        return List.of(
                result.title(),
                Decimals.three(evaluation.accuracy()),
                Decimals.three(evaluation.macro().precision()),
                Decimals.three(evaluation.macro().recall()),
                Decimals.three(evaluation.macro().f1()),
                result.intervals()
                        .map(intervals -> EvaluationText.interval(intervals.of(Metric.MACRO_F1)))
                        .orElse("-"),
                Decimals.three(evaluation.micro().f1()),
                Decimals.three(evaluation.weighted().f1()),
                Decimals.three(evaluation.macroMcc()),
                Decimals.three(evaluation.calibrationError()));
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
                                "ROC AUC"),
                        result.evaluation().labels().stream()
                                .map(HtmlReport::labelRow)
                                .toList());
    }

    private static List<String> labelRow(LabelEvaluation label) {
        List<String> cells = new ArrayList<>(EvaluationText.cells(label));
        cells.add(label.ranking()
                .map(ranking -> Decimals.three(ranking.averagePrecision()))
                .orElse("-"));
        cells.add(
                label.ranking().map(ranking -> Decimals.three(ranking.rocAuc())).orElse("-"));
        return cells;
    }
}
