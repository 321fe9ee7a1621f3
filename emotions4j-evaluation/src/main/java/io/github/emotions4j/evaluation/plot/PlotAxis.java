package io.github.emotions4j.evaluation.plot;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * An axis of a plot. Immutable and thread-safe.
 *
 * @param title the quantity and its unit
 * @param min the lowest value shown; empty to fit the data
 * @param max the highest value shown; empty to fit the data
 */
public record PlotAxis(String title, OptionalDouble min, OptionalDouble max) {

    /** Refuses null. */
    public PlotAxis {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(min, "min");
        Objects.requireNonNull(max, "max");
    }

    /**
     * An axis that fits the data at both ends.
     *
     * @param title the quantity and its unit
     * @return the axis
     */
    public static PlotAxis fitted(String title) {
        return new PlotAxis(title, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * An axis that starts at 0 and fits the data at its upper end.
     *
     * @param title the quantity and its unit
     * @return the axis
     */
    public static PlotAxis fromZero(String title) {
        return new PlotAxis(title, OptionalDouble.of(0), OptionalDouble.empty());
    }

    /**
     * An axis from 0 to 1, for shares and probabilities.
     *
     * @param title the quantity
     * @return the axis
     */
    public static PlotAxis share(String title) {
        return new PlotAxis(title, OptionalDouble.of(0), OptionalDouble.of(1));
    }
}
