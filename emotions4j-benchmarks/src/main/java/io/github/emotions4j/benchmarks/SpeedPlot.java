package io.github.emotions4j.benchmarks;

import io.github.emotions4j.core.internal.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a report: the time of each text alone over its length, with p50 and p99. Stateless. */
public final class SpeedPlot {

    private static final Color TEXTS = new Color(31, 119, 180);
    private static final Color LINES = new Color(214, 39, 40);

    private SpeedPlot() {}

    /**
     * Draws the plot.
     *
     * @param report what to draw
     * @param png the PNG file to write or replace, atomically
     * @throws IOException if writing fails
     */
    public static void write(SpeedReport report, Path png) throws IOException {
        XYChart chart = chart(report);
        AtomicFile.write(png, output -> BitmapEncoder.saveBitmap(chart, output, BitmapEncoder.BitmapFormat.PNG));
    }

    private static XYChart chart(SpeedReport report) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(500)
                .title(title(report))
                .xAxisTitle("words of a text")
                .yAxisTitle("milliseconds, one text at a time")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.InsideNW);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisMin(0.0);
        List<Speed.TextTime> texts = report.speed().alone();
        XYSeries points = chart.addSeries(
                "a text",
                texts.stream()
                        .mapToInt(Speed.TextTime::words)
                        .mapToDouble(words -> words)
                        .toArray(),
                texts.stream().mapToDouble(Speed.TextTime::milliseconds).toArray());
        points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        points.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(TEXTS);
        int longest = texts.stream().mapToInt(Speed.TextTime::words).max().orElse(1);
        addLine(chart, "p50", report.speed().latency().p50(), longest, new float[] {8, 4});
        addLine(chart, "p99", report.speed().latency().p99(), longest, new float[] {2, 4});
        return chart;
    }

    private static void addLine(XYChart chart, String name, double milliseconds, int longest, float[] dashes) {
        XYSeries line = chart.addSeries(
                String.format(Locale.ROOT, "%s %.2f ms", name, milliseconds),
                new double[] {0, longest},
                new double[] {milliseconds, milliseconds});
        line.setMarker(SeriesMarkers.NONE).setLineColor(LINES);
        line.setLineStyle(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
    }

    private static String title(SpeedReport report) {
        return String.format(
                Locale.ROOT,
                "%s, %s on %s: %,.0f texts/s in bulk",
                report.model().name(),
                report.model().precision(),
                report.processor().name(),
                report.speed().textsPerSecond().median());
    }
}
