package io.github.emotions4j.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.internal.AtomicFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the loss of a run from its log: each step, an exponential moving average, and dev. Stateless. */
public final class LossPlot {

    /** The plot's usual name inside the run folder. */
    public static final String FILE = "training.png";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MEAN_DECAY = 0.98;

    private LossPlot() {}

    /**
     * Draws the plot.
     *
     * @param log a {@code training.jsonl} with at least one step
     * @param png the PNG file to write or replace, atomically
     * @throws IllegalArgumentException if the log holds no step
     * @throws IOException if reading or writing fails
     */
    public static void write(Path log, Path png) throws IOException {
        Series steps = new Series(new ArrayList<>(), new ArrayList<>());
        Series dev = new Series(new ArrayList<>(), new ArrayList<>());
        for (String line : Files.readAllLines(log)) {
            JsonNode node = JSON.readTree(line);
            if (node.has("loss")) {
                steps.add(node.get("step").doubleValue(), node.get("loss").doubleValue());
            } else if (node.has("devLoss")) {
                dev.add(node.get("step").doubleValue(), node.get("devLoss").doubleValue());
            }
        }
        if (steps.x().isEmpty()) {
            throw new IllegalArgumentException("no step to draw in " + log);
        }
        XYChart chart = chart(steps, dev);
        AtomicFile.write(png, output -> BitmapEncoder.saveBitmap(chart, output, BitmapEncoder.BitmapFormat.PNG));
    }

    private record Series(List<Double> x, List<Double> y) {

        void add(double step, double loss) {
            x.add(step);
            y.add(loss);
        }

        Series movingAverage() {
            List<Double> means = new ArrayList<>();
            double mean = y.get(0);
            for (double loss : y) {
                mean = MEAN_DECAY * mean + (1 - MEAN_DECAY) * loss;
                means.add(mean);
            }
            return new Series(x, means);
        }
    }

    private static XYChart chart(Series steps, Series dev) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(500)
                .title("Training loss")
                .xAxisTitle("step")
                .yAxisTitle("binary cross-entropy")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.InsideNE);
        add(chart, "step", steps, new Color(190, 205, 225)).setMarker(SeriesMarkers.NONE);
        add(chart, "running mean", steps.movingAverage(), new Color(31, 119, 180))
                .setMarker(SeriesMarkers.NONE);
        if (!dev.x().isEmpty()) {
            add(chart, "dev", dev, new Color(214, 39, 40)).setMarker(SeriesMarkers.CIRCLE);
        }
        return chart;
    }

    private static org.knowm.xchart.XYSeries add(XYChart chart, String name, Series series, Color color) {
        org.knowm.xchart.XYSeries added = chart.addSeries(name, series.x(), series.y());
        added.setLineColor(color);
        added.setMarkerColor(color);
        return added;
    }
}
