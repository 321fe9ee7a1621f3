package io.github.emotions4j.evaluation.plot;

import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** Background, title font and legend of every plot. */
final class PlotStyle {

    static final Color BACKGROUND = Color.WHITE;

    private static final int TITLE_SIZE = 15;

    private PlotStyle() {}

    static void apply(AxesChartStyler styler) {
        styler.setChartBackgroundColor(BACKGROUND)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, TITLE_SIZE))
                .setLegendBorderColor(BACKGROUND)
                .setLegendLayout(Styler.LegendLayout.Vertical)
                .setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setPlotBorderVisible(false);
    }
}
