package io.github.emotions4j.evaluation.card;

import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import io.github.emotions4j.evaluation.metric.Calibration;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.plot.BarPlot;
import io.github.emotions4j.evaluation.plot.LinePlot;
import io.github.emotions4j.evaluation.plot.PlotAxis;
import io.github.emotions4j.evaluation.plot.PlotColor;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The plots beside a model card: F1 per label and a reliability diagram. Stateless and thread-safe. */
public final class CardPlots {

    /** File name of the F1 plot, beside the card. */
    public static final String F1_FILE = "f1-per-label.png";

    /** File name of the reliability diagram, beside the card. */
    public static final String RELIABILITY_FILE = "reliability.png";

    private static final List<PlotColor> COLORS =
            List.of(PlotColor.PALE_BLUE, PlotColor.BLUE, PlotColor.ORANGE, PlotColor.GREEN);

    private CardPlots() {}

    /**
     * Draws both plots into a folder, each file atomically.
     *
     * @param folder the model folder
     * @param evaluator the scores of the evaluated data
     * @param results their results at one or more choices of thresholds
     * @return the plots in the order of the card
     * @throws IOException if writing fails
     */
    public static List<CardScores.Figure> write(Path folder, Evaluator evaluator, List<EvaluationResult> results)
            throws IOException {
        String scored = evaluator.data().name();
        f1PerLabel(scored, shown(results)).write(folder.resolve(F1_FILE));
        reliability(scored, AdaptiveCalibration.of(evaluator.truth(), evaluator.scores()))
                .write(folder.resolve(RELIABILITY_FILE));
        return List.of(
                new CardScores.Figure("F1 per label on " + scored, F1_FILE),
                new CardScores.Figure("Reliability of the scores on " + scored, RELIABILITY_FILE));
    }

    /** Leaves out the upper bound where there are two other results to compare. */
    private static List<EvaluationResult> shown(List<EvaluationResult> results) {
        List<EvaluationResult> others = results.stream()
                .filter(result -> result.origin() != ThresholdOrigin.ORACLE)
                .toList();
        return others.size() > 1 ? others : results;
    }

    private static BarPlot f1PerLabel(String scored, List<EvaluationResult> results) {
        List<String> names = results.get(0).evaluation().labels().stream()
                .map(LabelEvaluation::label)
                .toList();
        List<BarPlot.Series> series = IntStream.range(0, results.size())
                .mapToObj(index -> new BarPlot.Series(
                        seriesName(results, index), f1(results.get(index)), COLORS.get(index % COLORS.size())))
                .toList();
        return new BarPlot(
                "F1 per label on " + scored, PlotAxis.share("F1"), names, series, BarPlot.Arrangement.GROUPED);
    }

    private static List<Double> f1(EvaluationResult result) {
        return result.evaluation().labels().stream()
                .map(label -> label.counts().f1())
                .toList();
    }

    /** Names of series must differ. Fixed thresholds differ by their value, other titles get a number. */
    private static String seriesName(List<EvaluationResult> results, int index) {
        EvaluationResult result = results.get(index);
        OptionalDouble threshold = result.evaluation().labels().get(0).threshold();
        if (result.origin() == ThresholdOrigin.FIXED && threshold.isPresent()) {
            return "thresholds: " + threshold.getAsDouble() + " for every label";
        }
        String title = result.title();
        long before = results.subList(0, index).stream()
                .filter(other -> other.title().equals(title))
                .count();
        return before == 0 ? title : title + " (" + (before + 1) + ")";
    }

    private static LinePlot reliability(String scored, AdaptiveCalibration calibration) {
        List<LinePlot.Series> series = new ArrayList<>();
        List<Double> diagonal = List.of(0.0, 1.0);
        series.add(
                new LinePlot.Series("perfectly calibrated", diagonal, diagonal, LinePlot.Line.DASHED, PlotColor.GREY));
        if (!calibration.bins().isEmpty()) {
            series.add(measured(calibration));
        }
        return new LinePlot(
                "Reliability on " + scored,
                PlotAxis.share("mean score"),
                PlotAxis.share("share true"),
                LinePlot.Shape.SQUARE,
                series);
    }

    private static LinePlot.Series measured(AdaptiveCalibration calibration) {
        return new LinePlot.Series(
                "fifteenths of all scores from " + AdaptiveCalibration.LEAST_SCORE + " on",
                calibration.bins().stream().map(Calibration.Bin::meanScore).toList(),
                calibration.bins().stream().map(Calibration.Bin::shareTrue).toList(),
                LinePlot.Line.MARKED,
                PlotColor.BLUE);
    }
}
