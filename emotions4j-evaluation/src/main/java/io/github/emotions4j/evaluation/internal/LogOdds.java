package io.github.emotions4j.evaluation.internal;

/** Converts probabilities to log-odds (logits) and back. A margin at 0 and 1 keeps log-odds finite. */
public final class LogOdds {

    private static final double MARGIN = 1e-9;

    private LogOdds() {}

    /**
     * The log-odds of a probability.
     *
     * @param probability in [0, 1]
     * @return {@code log(p / (1 - p))}, finite
     */
    public static double of(double probability) {
        double inside = Math.min(Math.max(probability, MARGIN), 1 - MARGIN);
        return Math.log(inside / (1 - inside));
    }

    /**
     * The sigmoid function.
     *
     * @param logOdds any finite number
     * @return the probability, in [0, 1]
     */
    public static double toProbability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /**
     * Refuses a parameter that is not a finite number above 0.
     *
     * @param value the parameter
     * @param name its name in the error message
     * @throws IllegalArgumentException if it is 0, negative, NaN or infinite
     */
    public static void requirePositive(double value, String name) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a finite number above 0");
        }
    }
}
