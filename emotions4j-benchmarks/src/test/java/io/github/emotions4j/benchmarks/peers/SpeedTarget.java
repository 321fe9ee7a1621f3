package io.github.emotions4j.benchmarks.peers;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure that this library is to reach.
 *
 * @param name what it says
 * @param required the bound
 * @param atLeast whether the bound is the least, else the most
 * @param measured the figure, or empty where something it needs was not measured
 * @param against what it was measured against
 */
record SpeedTarget(String name, double required, boolean atLeast, OptionalDouble measured, String against) {

    boolean isMet() {
        return measured.isPresent()
                && (atLeast ? measured.getAsDouble() >= required : measured.getAsDouble() <= required);
    }

    /** The bound as people write it. */
    String bound() {
        return (atLeast ? ">= " : "<= ") + number(required);
    }

    String verdict() {
        return measured.isEmpty() ? "not measured" : isMet() ? "met" : "**not met**";
    }

    String figure() {
        return measured.isPresent() ? number(measured.getAsDouble()) : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
