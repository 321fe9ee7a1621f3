package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import io.github.emotions4j.evaluation.metric.Calibration;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.threshold.ThresholdCurve;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The curves of a report: reliability, and per label precision by recall and metrics by threshold. */
final class HtmlCurves {

    private static final int POINTS = 100;

    private final TruthMatrix truth;
    private final ScoreMatrix scores;
    private final EvaluationResult result;

    HtmlCurves(Evaluator evaluator, EvaluationResult result) {
        this.truth = evaluator.evaluatedTruth();
        this.scores = evaluator.evaluatedScores();
        this.result = result;
    }

    String curves() {
        StringBuilder html = new StringBuilder();
        html.append("<h2>Do scores mean what they say?</h2>\n<p class=\"note\">Each dot: a fifteenth of all decisions"
                        + " that score at least " + AdaptiveCalibration.LEAST_SCORE
                        + "; on the dashed line the share that is true equals the score.</p>\n"
                        + "<div class=\"charts\">"
                        + "<div class=\"card reliability\">")
                .append(reliability())
                .append("</div></div>\n");
        html.append("<h2>Curves per label</h2>\n<p class=\"note\">Left: precision by recall. Right, by threshold:"
                + " <span class=\"legend\"><span><i class=\"c0\"></i>F1</span>"
                + "<span><i class=\"c1\"></i>precision</span>"
                + "<span><i class=\"c2\"></i>recall</span></span> dashed: the threshold used.</p>\n"
                + "<div class=\"charts\">\n");
        for (int labelId = 0; labelId < truth.labels().size(); labelId++) {
            html.append(card(labelId));
        }
        return html.append("</div>\n").toString();
    }

    private String reliability() {
        SvgChart chart = new SvgChart("reliability diagram", "mean score", "share true").diagonal();
        for (Calibration.Bin bin : AdaptiveCalibration.of(truth, scores).bins()) {
            chart.dot(
                    bin.meanScore(),
                    bin.shareTrue(),
                    bin.decisions() + " decisions, score " + Decimals.three(bin.meanScore()) + ", true "
                            + Decimals.three(bin.shareTrue()));
        }
        return chart.toSvg();
    }

    private String card(int labelId) {
        LabelEvaluation label = result.evaluation().labels().get(labelId);
        ThresholdCurve curve = ThresholdCurve.of(truth, scores, labelId);
        return "<div class=\"card\"><h3>" + Html.escaped(label.label()) + "</h3><div class=\"pair\">"
                + precisionByRecall(label.label(), curve) + byThreshold(label, curve) + "</div></div>\n";
    }

    private static String precisionByRecall(String label, ThresholdCurve curve) {
        int[] steps = stepsThatGainRecall(curve);
        double[] recall = IntStream.of(steps)
                .mapToDouble(step -> curve.counts(step).recall())
                .toArray();
        double[] precision = IntStream.of(steps)
                .mapToDouble(step -> curve.counts(step).precision())
                .toArray();
        return new SvgChart("precision by recall of " + label, "recall", "")
                .line(0, recall, precision)
                .toSvg();
    }

    /** The steps that add true positives, thinned out to the resolution of a small chart. */
    private static int[] stepsThatGainRecall(ThresholdCurve curve) {
        int[] gaining = IntStream.range(0, curve.steps())
                .filter(step -> curve.counts(step).truePositives() > truePositivesBefore(curve, step))
                .toArray();
        return IntStream.rangeClosed(0, gaining.length == 0 ? -1 : POINTS)
                .map(point -> (int) ((long) point * (gaining.length - 1) / POINTS))
                .distinct()
                .map(index -> gaining[index])
                .toArray();
    }

    private static long truePositivesBefore(ThresholdCurve curve, int step) {
        return step == 0 ? 0 : curve.counts(step - 1).truePositives();
    }

    private static String byThreshold(LabelEvaluation label, ThresholdCurve curve) {
        double[] thresholds = IntStream.rangeClosed(0, POINTS)
                .mapToDouble(point -> (double) point / POINTS)
                .toArray();
        SvgChart chart = new SvgChart("metrics by threshold of " + label.label(), "threshold", "");
        double[] predicting = DoubleStream.of(thresholds)
                .filter(threshold -> curve.countsAt(threshold).precisionIsDefined())
                .toArray();
        chart.line(1, predicting, values(curve, predicting, 1));
        chart.line(2, thresholds, values(curve, thresholds, 2));
        chart.line(0, thresholds, values(curve, thresholds, 0));
        OptionalDouble used = label.threshold();
        used.ifPresent(chart::verticalMark);
        return chart.toSvg();
    }

    private static double[] values(ThresholdCurve curve, double[] thresholds, int series) {
        double[] values = new double[thresholds.length];
        for (int point = 0; point < thresholds.length; point++) {
            ConfusionCounts counts = curve.countsAt(thresholds[point]);
            values[point] = switch (series) {
                case 0 -> counts.f1();
                case 1 -> counts.precision();
                default -> counts.recall();
            };
        }
        return values;
    }
}
