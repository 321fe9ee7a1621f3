package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.evaluation.internal.Decimals;
import java.util.Locale;

/**
 * A square chart of [0, 1] by [0, 1] as inline SVG. XChart's SVG output is not used here: it writes colours and fonts
 * into the image, while these charts take them from the report's style sheet and so follow the reader's light or dark
 * setting.
 */
final class SvgChart {

    private static final int SIZE = 200;
    private static final int LEFT = 30;
    private static final int TOP = 8;
    private static final int BOTTOM = 34;

    private final StringBuilder body = new StringBuilder();
    private final String description;

    SvgChart(String description, String horizontal, String vertical) {
        this.description = description;
        body.append("<path class=\"axis\" d=\"M")
                .append(x(0))
                .append(' ')
                .append(y(1))
                .append('V');
        body.append(y(0)).append('H').append(x(1)).append("\"/>");
        for (int step = 0; step <= 2; step++) {
            double value = step / 2.0;
            text(x(value), y(0) + 14, "middle", Decimals.fixed(value, 1));
            text(x(0) - 4, y(value) + 4, "end", Decimals.fixed(value, 1));
        }
        text(x(0.5), y(0) + 28, "middle", horizontal);
        text(x(0) + 4, y(1) + 8, "start", vertical);
    }

    /** A line through points given by pairs of x and y. */
    SvgChart line(int series, double[] xs, double[] ys) {
        body.append("<polyline class=\"s").append(series).append("\" points=\"");
        for (int point = 0; point < xs.length; point++) {
            body.append(point == 0 ? "" : " ").append(x(xs[point])).append(',').append(y(ys[point]));
        }
        body.append("\"/>");
        return this;
    }

    SvgChart diagonal() {
        body.append("<path class=\"axis mark\" d=\"M").append(x(0)).append(' ').append(y(0));
        body.append('L').append(x(1)).append(' ').append(y(1)).append("\"/>");
        return this;
    }

    SvgChart verticalMark(double at) {
        body.append("<path class=\"mark\" d=\"M").append(x(at)).append(' ').append(y(0));
        body.append('V').append(y(1)).append("\"/>");
        return this;
    }

    SvgChart dot(double atX, double atY, String title) {
        body.append("<circle r=\"4\" cx=\"")
                .append(x(atX))
                .append("\" cy=\"")
                .append(y(atY))
                .append("\"><title>");
        body.append(Html.escaped(title)).append("</title></circle>");
        return this;
    }

    String toSvg() {
        return "<svg viewBox=\"0 0 " + (LEFT + SIZE + 10) + " " + (TOP + SIZE + BOTTOM)
                + "\" role=\"img\" aria-label=\"" + Html.escaped(description) + "\">" + body + "</svg>";
    }

    private void text(double atX, double atY, String anchor, String text) {
        body.append("<text x=\"").append(atX).append("\" y=\"").append(atY).append("\" text-anchor=\"");
        body.append(anchor).append("\">").append(Html.escaped(text)).append("</text>");
    }

    private static double x(double value) {
        return rounded(LEFT + value * SIZE);
    }

    private static double y(double value) {
        return rounded(TOP + (1 - value) * SIZE);
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.1f", value));
    }
}
