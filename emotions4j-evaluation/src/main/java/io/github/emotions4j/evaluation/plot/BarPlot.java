package io.github.emotions4j.evaluation.plot;

import java.util.List;
import java.util.Objects;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/**
 * Bars per category, one for each series. The image is as wide as its bars need, within bounds.
 *
 * @param title the title above the plot
 * @param values the vertical axis
 * @param categories the names below the bars
 * @param series the bars of each series; their names must differ
 * @param arrangement where the bars of one category stand
 */
public record BarPlot(
        String title, PlotAxis values, List<String> categories, List<Series> series, Arrangement arrangement)
        implements Plot {

    private static final int HEIGHT = 560;
    private static final int PIXELS_PER_BAR = 17;
    private static final int MARGIN = 120;
    private static final int MIN_WIDTH = 700;
    private static final int MAX_WIDTH = 4000;

    /** Where the bars of one category stand. */
    public enum Arrangement {

        /** Side by side. */
        GROUPED,

        /** At the same place; for series that each have a bar in other categories. */
        OVERLAPPED
    }

    /**
     * Bars of one colour.
     *
     * @param name the name in the legend
     * @param values one value per category, in their order
     * @param color the colour of the bars
     */
    public record Series(String name, List<Double> values, PlotColor color) {

        /** Takes any values; whether there is one per category is checked by the plot. */
        public Series {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(color, "color");
            values = List.copyOf(values);
        }
    }

    /**
     * Refuses series that do not fit the categories.
     *
     * @throws IllegalArgumentException if a series does not have one value per category
     */
    public BarPlot {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(arrangement, "arrangement");
        categories = List.copyOf(categories);
        series = List.copyOf(series);
        for (Series bars : series) {
            if (bars.values().size() != categories.size()) {
                throw new IllegalArgumentException("series '" + bars.name() + "' has "
                        + bars.values().size() + " values, expected " + categories.size());
            }
        }
    }

    CategoryChart chart() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(width())
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(values.title())
                .build();
        PlotStyle.apply(chart.getStyler());
        chart.getStyler().setXAxisLabelRotation(60).setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setAvailableSpaceFill(0.7).setOverlapped(arrangement == Arrangement.OVERLAPPED);
        values.min().ifPresent(chart.getStyler()::setYAxisMin);
        values.max().ifPresent(chart.getStyler()::setYAxisMax);
        series.forEach(bars -> chart.addSeries(bars.name(), categories, bars.values())
                .setFillColor(bars.color().color()));
        return chart;
    }

    private int width() {
        int barsPerCategory = arrangement == Arrangement.OVERLAPPED ? 1 : series.size();
        int withGaps = categories.size() * (barsPerCategory + 1);
        return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, MARGIN + withGaps * PIXELS_PER_BAR));
    }
}
