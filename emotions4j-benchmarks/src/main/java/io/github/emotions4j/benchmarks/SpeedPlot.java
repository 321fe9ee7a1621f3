package io.github.emotions4j.benchmarks;

import io.github.emotions4j.evaluation.plot.LinePlot;
import io.github.emotions4j.evaluation.plot.Plot;
import io.github.emotions4j.evaluation.plot.PlotAxis;
import io.github.emotions4j.evaluation.plot.PlotColor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Draws a report: the time of each text alone over its length, with p50 and p99; below it the throughput over the
 * number of texts at once, where that was measured. Stateless.
 */
public final class SpeedPlot {

    private SpeedPlot() {}

    /**
     * Draws the plot.
     *
     * @param report what to draw
     * @param png the PNG file to write or replace, atomically
     * @throws IOException if writing fails
     */
    public static void write(SpeedReport report, Path png) throws IOException {
        List<LinePlot> plots =
                report.speed().atOnce().isEmpty() ? List.of(latency(report)) : List.of(latency(report), atOnce(report));
        Plot.writeStacked(plots, png);
    }

    private static LinePlot latency(SpeedReport report) {
        List<Speed.TextTime> texts = report.speed().alone();
        Latency latency = report.speed().latency();
        double longest = texts.stream().mapToInt(Speed.TextTime::words).max().orElse(1);
        List<LinePlot.Series> series = List.of(
                points(texts),
                level(milliseconds("p50", latency.p50()), latency.p50(), longest, LinePlot.Line.DASHED),
                level(milliseconds("p99", latency.p99()), latency.p99(), longest, LinePlot.Line.DOTTED));
        return new LinePlot(
                title(report),
                PlotAxis.fromZero("words of a text"),
                PlotAxis.fromZero("milliseconds, one text at a time"),
                LinePlot.Shape.WIDE,
                series);
    }

    private static LinePlot atOnce(SpeedReport report) {
        List<Speed.AtOnce> lists = report.speed().atOnce().stream()
                .sorted(Comparator.comparingInt(Speed.AtOnce::texts))
                .toList();
        double bulk = report.speed().textsPerSecond().median();
        double most = lists.get(lists.size() - 1).texts();
        LinePlot.Series rates = new LinePlot.Series(
                "lists of texts",
                lists.stream().map(list -> (double) list.texts()).toList(),
                lists.stream().map(list -> list.textsPerSecond().median()).toList(),
                LinePlot.Line.MARKED,
                PlotColor.BLUE);
        return new LinePlot(
                title(report),
                PlotAxis.fromZero("texts at once"),
                PlotAxis.fromZero("texts per second"),
                LinePlot.Shape.WIDE,
                List.of(level("in bulk", bulk, most, LinePlot.Line.DASHED), rates));
    }

    private static LinePlot.Series points(List<Speed.TextTime> texts) {
        return new LinePlot.Series(
                "a text",
                texts.stream().map(text -> (double) text.words()).toList(),
                texts.stream().map(Speed.TextTime::milliseconds).toList(),
                LinePlot.Line.POINTS,
                PlotColor.BLUE);
    }

    /** A horizontal line from 0 to {@code right}. */
    private static LinePlot.Series level(String name, double height, double right, LinePlot.Line line) {
        return new LinePlot.Series(name, List.of(0.0, right), List.of(height, height), line, PlotColor.RED);
    }

    private static String milliseconds(String name, double value) {
        return String.format(Locale.ROOT, "%s %.2f ms", name, value);
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
