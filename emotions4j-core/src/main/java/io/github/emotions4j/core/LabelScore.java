package io.github.emotions4j.core;

import java.util.Objects;

/**
 * One label with its probability. Immutable and thread-safe.
 *
 * @param label the label's name
 * @param score its probability in [0, 1]
 */
public record LabelScore(String label, float score) {

    /**
     * Makes a score.
     *
     * @throws IllegalArgumentException if the score is outside [0, 1] or not a number
     */
    public LabelScore {
        Objects.requireNonNull(label, "label");
        if (!(score >= 0f && score <= 1f)) {
            throw new IllegalArgumentException("score of '" + label + "' is " + score + ", expected a value in [0, 1]");
        }
    }

    /**
     * The label and its score, as in {@code joy 0.97}.
     *
     * @return the label, a space and the score with two decimals
     */
    @Override
    public String toString() {
        return label + " " + String.format(java.util.Locale.ROOT, "%.2f", score);
    }
}
