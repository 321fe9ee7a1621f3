package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.core.internal.AtomicFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** Draws a comparison: texts per second of every setting, a chart for each model, one below the other. Stateless. */
final class ComparisonPlot {

    private static final Color OURS = new Color(214, 39, 40);
    private static final Color PEERS = new Color(140, 160, 185);
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 560;

    private ComparisonPlot() {}

    static void write(ComparisonResult result, Path png) throws IOException {
        List<ModelResult> models = result.models().stream()
                .filter(model -> !model.settings().isEmpty())
                .toList();
        if (models.isEmpty()) {
            throw new IOException("no setting ran, expected at least one to draw");
        }
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT * models.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int index = 0; index < models.size(); index++) {
            CategoryChart chart = chart(models.get(index), result.machine());
            graphics.drawImage(BitmapEncoder.getBufferedImage(chart), 0, index * HEIGHT, null);
        }
        graphics.dispose();
        AtomicFile.write(png, output -> ImageIO.write(image, "png", output));
    }

    private static CategoryChart chart(ModelResult model, Machine machine) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(model.name() + " (" + model.layers() + " x " + model.width() + ") on " + machine.cpu())
                .yAxisTitle("texts per second")
                .build();
        chart.getStyler()
                .setOverlapped(true)
                .setAvailableSpaceFill(0.8)
                .setXAxisLabelRotation(60)
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setChartBackgroundColor(Color.WHITE);
        List<SettingResult> settings = model.settings().stream()
                .sorted(Comparator.comparingDouble(
                        setting -> -setting.textsPerSecond().median()))
                .toList();
        addSeries(chart, "emotions4j", settings, true, OURS);
        addSeries(chart, "others", settings, false, PEERS);
        return chart;
    }

    /** All settings in order, with no height for those of the other series. */
    private static void addSeries(
            CategoryChart chart, String name, List<SettingResult> settings, boolean ours, Color color) {
        List<String> names = settings.stream().map(SettingResult::setting).toList();
        List<Double> rates = settings.stream()
                .map(setting ->
                        setting.ours() == ours ? setting.textsPerSecond().median() : 0)
                .toList();
        chart.addSeries(name, names, rates).setFillColor(color);
    }
}
