package io.github.emotions4j.evaluation.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {

    private static final int BLUE = 0x1F53A0;
    private static final int RED = 0xD62728;

    @TempDir
    Path folder;

    @Test
    void stacksPlotsBelowEachOther() throws IOException {
        Path png = folder.resolve("stacked.png");

        Plot.writeStacked(List.of(line(PlotColor.BLUE), bars(PlotColor.RED)), png);

        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(900);
        assertThat(image.getHeight()).isEqualTo(500 + 560);
        assertThat(holds(image.getSubimage(0, 0, 900, 500), BLUE)).isTrue();
        assertThat(holds(image.getSubimage(0, 500, 900, 560), RED)).isTrue();
        assertThat(image.getRGB(899, 1019)).as("right of the narrower plot").isEqualTo(0xFFFFFFFF);
    }

    @Test
    void barsMakeTheImageAsWideAsTheyNeed() throws IOException {
        Path png = folder.resolve("bars.png");
        List<String> categories =
                IntStream.range(0, 50).mapToObj(String::valueOf).toList();
        List<Double> values = Collections.nCopies(50, 1.0);
        List<BarPlot.Series> series = List.of(
                new BarPlot.Series("first", values, PlotColor.BLUE),
                new BarPlot.Series("second", values, PlotColor.RED));

        new BarPlot("t", PlotAxis.share("y"), categories, series, BarPlot.Arrangement.GROUPED).write(png);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(120 + 50 * 3 * 17);

        new BarPlot("t", PlotAxis.share("y"), categories, series, BarPlot.Arrangement.OVERLAPPED).write(png);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(120 + 50 * 2 * 17);
    }

    @Test
    void refusesSeriesThatDoNotFit() {
        assertThatThrownBy(() -> new LinePlot.Series(
                        "loss", List.of(1.0, 2.0), List.of(1.0), LinePlot.Line.SOLID, PlotColor.BLUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'loss' has 2 horizontal and 1 vertical positions");
        List<BarPlot.Series> series = List.of(new BarPlot.Series("f1", List.of(1.0), PlotColor.BLUE));
        assertThatThrownBy(() -> new BarPlot(
                        "t", PlotAxis.share("y"), List.of("joy", "anger"), series, BarPlot.Arrangement.GROUPED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'f1' has 1 values, expected 2");
    }

    @Test
    void refusesToWriteNoPlot() {
        assertThatThrownBy(() -> Plot.writeStacked(List.of(), folder.resolve("none.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no plot");
    }

    private static LinePlot line(PlotColor color) {
        LinePlot.Series series =
                new LinePlot.Series("line", List.of(0.0, 1.0), List.of(0.0, 1.0), LinePlot.Line.DASHED, color);
        return new LinePlot("t", PlotAxis.fromZero("x"), PlotAxis.fitted("y"), LinePlot.Shape.WIDE, List.of(series));
    }

    private static BarPlot bars(PlotColor color) {
        List<BarPlot.Series> series = List.of(new BarPlot.Series("bars", List.of(0.5), color));
        return new BarPlot("t", PlotAxis.share("y"), List.of("joy"), series, BarPlot.Arrangement.GROUPED);
    }

    private static boolean holds(BufferedImage image, int color) {
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == color) {
                    return true;
                }
            }
        }
        return false;
    }
}
