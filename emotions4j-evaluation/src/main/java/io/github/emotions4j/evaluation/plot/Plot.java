package io.github.emotions4j.evaluation.plot;

import io.github.emotions4j.core.internal.AtomicFile;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;

/** A plot that can be written as a PNG image; no display is needed. Immutable and thread-safe. */
public sealed interface Plot permits BarPlot, LinePlot {

    /**
     * Draws the plot and writes it atomically.
     *
     * @param png the file to write or replace
     * @throws IOException if writing fails; then the file is as before
     */
    default void write(Path png) throws IOException {
        writeStacked(List.of(this), png);
    }

    /**
     * Draws several plots below each other into one image and writes it atomically.
     *
     * @param plots the plots from top to bottom, at least one
     * @param png the file to write or replace
     * @throws IllegalArgumentException if there is no plot
     * @throws IOException if writing fails; then the file is as before
     */
    static void writeStacked(List<? extends Plot> plots, Path png) throws IOException {
        if (plots.isEmpty()) {
            throw new IllegalArgumentException("found no plot to draw, expected at least one");
        }
        BufferedImage image = stacked(plots.stream().map(Plot::draw).toList());
        AtomicFile.write(png, output -> ImageIO.write(image, "png", output));
    }

    private static BufferedImage draw(Plot plot) {
        return BitmapEncoder.getBufferedImage(plot instanceof BarPlot bars ? bars.chart() : ((LinePlot) plot).chart());
    }

    private static BufferedImage stacked(List<BufferedImage> images) {
        int width = images.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
        int height = images.stream().mapToInt(BufferedImage::getHeight).sum();
        BufferedImage stacked = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = stacked.createGraphics();
        graphics.setColor(PlotStyle.BACKGROUND);
        graphics.fillRect(0, 0, width, height);
        int top = 0;
        for (BufferedImage image : images) {
            graphics.drawImage(image, 0, top, null);
            top += image.getHeight();
        }
        graphics.dispose();
        return stacked;
    }
}
