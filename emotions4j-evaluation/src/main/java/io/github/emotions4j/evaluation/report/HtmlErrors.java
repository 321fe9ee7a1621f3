package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The error analysis of a report: which labels are confused, and the worst errors of each label with their texts. */
final class HtmlErrors {

    private static final int WORST = 5;

    private final Evaluator evaluator;
    private final TruthMatrix truth;
    private final ScoreMatrix scores;
    private final PredictionMatrix predictions;

    HtmlErrors(Evaluator evaluator, ThresholdSelection selection) {
        this.evaluator = evaluator;
        this.truth = evaluator.evaluatedTruth();
        this.scores = evaluator.evaluatedScores();
        this.predictions = evaluator.evaluatedPredictions(selection);
    }

    String errors() {
        return heatMap() + worst();
    }

    private String heatMap() {
        List<String> labels = truth.labels().names();
        StringBuilder html =
                new StringBuilder("<h2>Which labels go together</h2>\n<p class=\"note\">Row: the true label."
                        + " Column: how many per cent of its examples were given the other label.</p>\n"
                        + "<div class=\"scroll\"><table class=\"heat\"><thead><tr><th></th>");
        labels.forEach(label -> html.append("<th>").append(Html.escaped(label)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (int row = 0; row < labels.size(); row++) {
            html.append("<tr><th>").append(Html.escaped(labels.get(row))).append("</th>");
            for (int column = 0; column < labels.size(); column++) {
                html.append(heatCell(row, column));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private String heatCell(int trueId, int predictedId) {
        long together = examples()
                .filter(example -> truth.isTrue(example, trueId) && predictions.isPredicted(example, predictedId))
                .count();
        int support = truth.support(trueId);
        double share = support == 0 ? 0 : (double) together / support;
        String per100 = share < 0.005 ? "" : Long.toString(Math.round(share * 100));
        return "<td style=\"--share:" + Decimals.fixed(share, 2) + "\" title=\""
                + Html.escaped(truth.labels().name(trueId) + " given "
                        + truth.labels().name(predictedId) + ": " + together + " of " + support)
                + "\">" + per100 + "</td>";
    }

    private String worst() {
        StringBuilder html = new StringBuilder("<h2>Worst errors per label</h2>\n<p class=\"note\">The most certain"
                + " detections that the data calls wrong, and the true labels with the lowest scores.</p>\n");
        for (int labelId = 0; labelId < truth.labels().size(); labelId++) {
            html.append(worst(labelId));
        }
        return html.toString();
    }

    private String worst(int labelId) {
        Comparator<Integer> byScore = Comparator.comparingDouble(example -> scores.score(example, labelId));
        Stream<Integer> falsePositives = examples()
                .filter(example -> predictions.isPredicted(example, labelId) && !truth.isTrue(example, labelId))
                .boxed()
                .sorted(byScore.reversed());
        Stream<Integer> falseNegatives = examples()
                .filter(example -> truth.isTrue(example, labelId) && !predictions.isPredicted(example, labelId))
                .boxed()
                .sorted(byScore);
        return "<details><summary>" + Html.escaped(truth.labels().name(labelId)) + "</summary><div class=\"errors\">"
                + list("Detected, not true", falsePositives, labelId)
                + list("True, not detected", falseNegatives, labelId)
                + "</div></details>\n";
    }

    private String list(String heading, Stream<Integer> examples, int labelId) {
        List<String> items =
                examples.limit(WORST).map(example -> item(example, labelId)).toList();
        String content = items.isEmpty() ? "<p class=\"note\">none</p>" : "<ol>" + String.join("", items) + "</ol>";
        return "<div><h3>" + heading + "</h3>" + content + "</div>";
    }

    private String item(int example, int labelId) {
        List<String> trueLabels = IntStream.range(0, truth.labels().size())
                .filter(id -> truth.isTrue(example, id))
                .mapToObj(truth.labels()::name)
                .toList();
        return "<li>" + Html.escaped(evaluator.data().examples().get(example).text()) + " <small>score "
                + Decimals.three(scores.score(example, labelId)) + "; true: "
                + Html.escaped(trueLabels.isEmpty() ? "none" : String.join(", ", trueLabels)) + "</small></li>";
    }

    private IntStream examples() {
        return IntStream.range(0, truth.exampleCount());
    }
}
