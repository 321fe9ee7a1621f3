package io.github.emotions4j.evaluation.plot;

import java.awt.Color;

/** The colours of series, the same in every plot. */
public enum PlotColor {

    /** For the first of several series, and for what lies in the background. */
    PALE_BLUE(158, 180, 214),

    /** For the series that matters most. */
    BLUE(31, 83, 160),

    /** For a third series. */
    ORANGE(217, 115, 13),

    /** For a fourth series. */
    GREEN(46, 139, 87),

    /** For reference lines. */
    GREY(140, 146, 158),

    /** For what must stand out from the others. */
    RED(214, 39, 40);

    private final int red;
    private final int green;
    private final int blue;

    PlotColor(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    Color color() {
        return new Color(red, green, blue);
    }
}
