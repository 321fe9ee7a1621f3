package io.github.emotions4j.evaluation.internal;

/** Probabilities as log-odds, kept finite by a margin at both ends. */
public final class LogOdds {

    private static final double MARGIN = 1e-9;

    private LogOdds() {}

    public static double of(double probability) {
        double inside = Math.min(Math.max(probability, MARGIN), 1 - MARGIN);
        return Math.log(inside / (1 - inside));
    }

    public static double toProbability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    public static void requirePositive(double value, String name) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a finite number above 0");
        }
    }
}
