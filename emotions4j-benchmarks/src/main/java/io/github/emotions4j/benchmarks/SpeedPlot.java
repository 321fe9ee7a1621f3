package io.github.emotions4j.benchmarks;

import io.github.emotions4j.evaluation.plot.LinePlot;
import io.github.emotions4j.evaluation.plot.PlotAxis;
import io.github.emotions4j.evaluation.plot.PlotColor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Draws a report: the time of each text alone over its length, with p50 and p99. Stateless. */
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
        List<Speed.TextTime> texts = report.speed().alone();
        double longest = texts.stream().mapToInt(Speed.TextTime::words).max().orElse(1);
        List<LinePlot.Series> series = List.of(
                points(texts),
                level("p50", report.speed().latency().p50(), longest, LinePlot.Line.DASHED),
                level("p99", report.speed().latency().p99(), longest, LinePlot.Line.DOTTED));
        new LinePlot(
                        title(report),
                        PlotAxis.fromZero("words of a text"),
                        PlotAxis.fromZero("milliseconds, one text at a time"),
                        LinePlot.Shape.WIDE,
                        series)
                .write(png);
    }

    private static LinePlot.Series points(List<Speed.TextTime> texts) {
        return new LinePlot.Series(
                "a text",
                texts.stream().map(text -> (double) text.words()).toList(),
                texts.stream().map(Speed.TextTime::milliseconds).toList(),
                LinePlot.Line.POINTS,
                PlotColor.BLUE);
    }

    private static LinePlot.Series level(String name, double milliseconds, double longest, LinePlot.Line line) {
        return new LinePlot.Series(
                String.format(Locale.ROOT, "%s %.2f ms", name, milliseconds),
                List.of(0.0, longest),
                List.of(milliseconds, milliseconds),
                line,
                PlotColor.RED);
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
