package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.evaluation.plot.BarPlot;
import io.github.emotions4j.evaluation.plot.Plot;
import io.github.emotions4j.evaluation.plot.PlotAxis;
import io.github.emotions4j.evaluation.plot.PlotColor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Draws a comparison: texts per second of every setting, charts for each model, one below the other. Stateless. */
final class ComparisonPlot {

    private ComparisonPlot() {}

    static void write(ComparisonResult result, Path png) throws IOException {
        List<ModelResult> models = result.models().stream()
                .filter(model -> !model.settings().isEmpty())
                .toList();
        if (models.isEmpty()) {
            throw new IOException("no setting ran, expected at least one to draw");
        }
        Plot.writeStacked(
                models.stream().flatMap(model -> plots(model, result.machine())).toList(), png);
    }

    /** A chart for all texts in one call, then one for each size of lists. */
    private static Stream<BarPlot> plots(ModelResult model, Machine machine) {
        return model.sizesOfLists().map(atOnce -> plot(model, atOnce, machine));
    }

    private static BarPlot plot(ModelResult model, int atOnce, Machine machine) {
        String lists = atOnce == PeerSetting.ALL_TEXTS ? "" : ", " + atOnce + " texts at once";
        List<SettingResult> settings = model.settings().stream()
                .filter(setting -> setting.atOnce() == atOnce)
                .sorted(Comparator.comparingDouble(
                        setting -> -setting.textsPerSecond().median()))
                .toList();
        return new BarPlot(
                model.name() + " (" + model.layers() + " x " + model.width() + ")" + lists + " on " + machine.cpu(),
                PlotAxis.fitted("texts per second"),
                settings.stream().map(SettingResult::setting).toList(),
                List.of(
                        series("emotions4j", settings, true, PlotColor.RED),
                        series("others", settings, false, PlotColor.PALE_BLUE)),
                BarPlot.Arrangement.OVERLAPPED);
    }

    /** One value per setting; settings that belong to the other series have bars of height 0. */
    private static BarPlot.Series series(String name, List<SettingResult> settings, boolean ours, PlotColor color) {
        List<Double> rates = settings.stream()
                .map(setting ->
                        setting.ours() == ours ? setting.textsPerSecond().median() : 0)
                .toList();
        return new BarPlot.Series(name, rates, color);
    }
}
