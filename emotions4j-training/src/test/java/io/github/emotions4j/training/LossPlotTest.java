package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossPlotTest {

    @TempDir
    Path folder;

    @Test
    void drawsStepsAndDev() throws IOException {
        Path log = Files.writeString(folder.resolve("training.jsonl"), """
                {"step":1,"epoch":1,"loss":0.7}
                {"step":2,"epoch":1,"loss":0.5}
                {"epoch":1,"step":2,"trainLoss":0.6,"devLoss":0.55}
                """);
        LossPlot.write(log, folder.resolve("plot.png"));
        BufferedImage image = ImageIO.read(folder.resolve("plot.png").toFile());
        assertThat(image.getWidth()).isEqualTo(900);
        boolean red = false;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                red |= (image.getRGB(x, y) & 0xFFFFFF) == 0xD62728;
            }
        }
        assertThat(red).as("the dev series is drawn").isTrue();
    }

    @Test
    void refusesALogWithoutSteps() throws IOException {
        Path log = Files.writeString(folder.resolve("training.jsonl"), "");
        assertThatThrownBy(() -> LossPlot.write(log, folder.resolve("plot.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no step to draw");
    }
}
