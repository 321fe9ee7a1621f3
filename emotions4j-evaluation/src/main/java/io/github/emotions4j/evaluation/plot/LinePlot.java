package io.github.emotions4j.evaluation.plot;

import java.awt.BasicStroke;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines and points over a numeric axis.
 *
 * @param title the title above the plot
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param shape the proportions of the image
 * @param series the lines from back to front; their names must differ
 */
public record LinePlot(String title, PlotAxis x, PlotAxis y, Shape shape, List<Series> series) implements Plot {

    /** The proportions of the image. */
    public enum Shape {

        /** For curves over time or size. */
        WIDE(900, 500),

        /** For two axes of the same range. */
        SQUARE(520, 580);

        private final int width;
        private final int height;

        Shape(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** How a series is drawn. */
    public enum Line {

        /** A solid line. */
        SOLID(0),

        /** A line of long dashes. */
        DASHED(8),

        /** A line of short dashes. */
        DOTTED(2),

        /** A solid line with a circle at each point. */
        MARKED(0),

        /** Circles without a line. */
        POINTS(0);

        private static final float GAP = 4;

        private final float dash;

        Line(float dash) {
            this.dash = dash;
        }

        private BasicStroke stroke() {
            return new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {dash, GAP}, 0);
        }
    }

    /**
     * A line or a set of points.
     *
     * @param name the name in the legend
     * @param x horizontal positions, at least one
     * @param y vertical positions, as many
     * @param line how it is drawn
     * @param color its colour
     */
    public record Series(String name, List<Double> x, List<Double> y, Line line, PlotColor color) {

        /**
         * Refuses positions that do not pair up.
         *
         * @throws IllegalArgumentException if there is no point, or {@code x} and {@code y} differ in length
         */
        public Series {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(line, "line");
            Objects.requireNonNull(color, "color");
            x = List.copyOf(x);
            y = List.copyOf(y);
            if (x.isEmpty() || x.size() != y.size()) {
                throw new IllegalArgumentException("series '" + name + "' has " + x.size() + " horizontal and "
                        + y.size() + " vertical positions, expected the same number, at least one");
            }
        }
    }

    /** Accepts an empty list of series, which draws the axes only. */
    public LinePlot {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        Objects.requireNonNull(shape, "shape");
        series = List.copyOf(series);
    }

    XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(shape.width)
                .height(shape.height)
                .title(title)
                .xAxisTitle(x.title())
                .yAxisTitle(y.title())
                .build();
        PlotStyle.apply(chart.getStyler());
        x.min().ifPresent(chart.getStyler()::setXAxisMin);
        x.max().ifPresent(chart.getStyler()::setXAxisMax);
        y.min().ifPresent(chart.getStyler()::setYAxisMin);
        y.max().ifPresent(chart.getStyler()::setYAxisMax);
        series.forEach(line -> add(chart, line));
        return chart;
    }

    private static void add(XYChart chart, Series series) {
        XYSeries added = chart.addSeries(series.name(), series.x(), series.y());
        Line line = series.line();
        boolean circles = line == Line.MARKED || line == Line.POINTS;
        added.setMarker(circles ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        added.setMarkerColor(series.color().color());
        added.setLineColor(series.color().color());
        if (line == Line.POINTS) {
            added.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        }
        if (line.dash > 0) {
            added.setLineStyle(line.stroke());
        }
    }
}
