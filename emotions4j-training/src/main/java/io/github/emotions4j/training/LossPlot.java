package io.github.emotions4j.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.evaluation.plot.LinePlot;
import io.github.emotions4j.evaluation.plot.PlotAxis;
import io.github.emotions4j.evaluation.plot.PlotColor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        plot(steps, dev).write(png);
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

        LinePlot.Series line(String name, LinePlot.Line line, PlotColor color) {
            return new LinePlot.Series(name, x, y, line, color);
        }
    }

    private static LinePlot plot(Series steps, Series dev) {
        List<LinePlot.Series> lines = new ArrayList<>();
        lines.add(steps.line("step", LinePlot.Line.SOLID, PlotColor.PALE_BLUE));
        lines.add(steps.movingAverage().line("running mean", LinePlot.Line.SOLID, PlotColor.BLUE));
        if (!dev.x().isEmpty()) {
            lines.add(dev.line("dev", LinePlot.Line.MARKED, PlotColor.RED));
        }
        return new LinePlot(
                "Training loss",
                PlotAxis.fitted("step"),
                PlotAxis.fitted("binary cross-entropy"),
                LinePlot.Shape.WIDE,
                lines);
    }
}
