package io.github.emotions4j.evaluation.card;

import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import io.github.emotions4j.evaluation.metric.Calibration;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots beside a model card: F1 per label, and whether scores mean what they say. Stateless and thread-safe. */
public final class CardPlots {

    /** File name of the F1 plot, beside the card. */
    public static final String F1_FILE = "f1-per-label.png";
    /** File name of the reliability diagram, beside the card. */
    public static final String RELIABILITY_FILE = "reliability.png";

    private static final int HEIGHT = 520;
    private static final int PIXELS_PER_BAR = 17;
    private static final int MARGIN = 120;
    private static final int MIN_WIDTH = 700;
    private static final int MAX_WIDTH = 4000;

    private static final Color[] COLOURS = {
        new Color(158, 180, 214), new Color(31, 83, 160), new Color(217, 115, 13), new Color(46, 139, 87)
    };
    private static final Color FAINT = new Color(140, 146, 158);

    private CardPlots() {}

    /**
     * Draws both plots into a folder, each in one step.
     *
     * @param folder the model folder
     * @param evaluator the scores
     * @param results what they reach at some choices of thresholds, at least one
     * @return the plots in the order of the card
     * @throws IOException if writing fails
     */
    public static List<CardScores.Figure> write(Path folder, Evaluator evaluator, List<EvaluationResult> results)
            throws IOException {
        String scored = evaluator.data().name();
        save(f1PerLabel(scored, shown(results)), folder.resolve(F1_FILE));
        save(
                reliability(scored, AdaptiveCalibration.of(evaluator.truth(), evaluator.scores())),
                folder.resolve(RELIABILITY_FILE));
        return List.of(
                new CardScores.Figure("F1 per label on " + scored, F1_FILE),
                new CardScores.Figure("Reliability of the scores on " + scored, RELIABILITY_FILE));
    }

    /** An oracle's figures are left out where two honest ones can be compared. */
    private static List<EvaluationResult> shown(List<EvaluationResult> results) {
        List<EvaluationResult> honest = results.stream()
                .filter(result -> result.origin() != ThresholdOrigin.ORACLE)
                .toList();
        return honest.size() > 1 ? honest : results;
    }

    private static CategoryChart f1PerLabel(String scored, List<EvaluationResult> results) {
        List<LabelEvaluation> labels = results.get(0).evaluation().labels();
        int bars = labels.size() * (results.size() + 1);
        CategoryChart chart = new CategoryChartBuilder()
                .width(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, MARGIN + bars * PIXELS_PER_BAR)))
                .height(HEIGHT)
                .title("F1 per label on " + scored)
                .yAxisTitle("F1")
                .build();
        style(chart.getStyler());
        chart.getStyler()
                .setXAxisLabelRotation(60)
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setAvailableSpaceFill(0.7).setPlotGridVerticalLinesVisible(false);
        List<String> names = labels.stream().map(LabelEvaluation::label).toList();
        for (int index = 0; index < results.size(); index++) {
            List<Double> f1 = results.get(index).evaluation().labels().stream()
                    .map(label -> label.counts().f1())
                    .toList();
            chart.addSeries(seriesName(results, index), names, f1).setFillColor(COLOURS[index % COLOURS.length]);
        }
        return chart;
    }

    /** XChart wants names that differ; fixed thresholds differ by their value. */
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

    private static XYChart reliability(String scored, AdaptiveCalibration calibration) {
        XYChart chart = new XYChartBuilder()
                .width(HEIGHT)
                .height(HEIGHT)
                .title("Reliability on " + scored)
                .xAxisTitle("mean score")
                .yAxisTitle("share true")
                .build();
        style(chart.getStyler());
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(1.0)
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setLegendPosition(Styler.LegendPosition.InsideNW);
        XYSeries ideal = chart.addSeries("as they should be", new double[] {0, 1}, new double[] {0, 1});
        ideal.setMarker(SeriesMarkers.NONE);
        ideal.setLineColor(FAINT);
        ideal.setLineStyle(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 5}, 0));
        List<Double> scores =
                calibration.bins().stream().map(Calibration.Bin::meanScore).toList();
        List<Double> shares =
                calibration.bins().stream().map(Calibration.Bin::shareTrue).toList();
        if (scores.isEmpty()) {
            return chart;
        }
        XYSeries measured = chart.addSeries(
                "fifteenths of all scores from " + AdaptiveCalibration.LEAST_SCORE + " on", scores, shares);
        measured.setMarker(SeriesMarkers.CIRCLE);
        measured.setMarkerColor(COLOURS[1]);
        measured.setLineColor(COLOURS[1]);
        return chart;
    }

    private static void style(Styler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setLegendBorderColor(Color.WHITE)
                .setLegendLayout(Styler.LegendLayout.Vertical)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        styler.setPlotBorderVisible(false);
    }

    private static void save(Chart<?, ?> chart, Path file) throws IOException {
        AtomicFile.write(file, output -> BitmapEncoder.saveBitmap(chart, output, BitmapEncoder.BitmapFormat.PNG));
    }
}
