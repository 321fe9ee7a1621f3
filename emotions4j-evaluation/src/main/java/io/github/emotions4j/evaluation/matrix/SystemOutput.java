package io.github.emotions4j.evaluation.matrix;

import java.util.Objects;

/**
 * What a system said of a split: its scores, and the labels that it detected by them. Immutable and thread-safe.
 *
 * @param scores the scores
 * @param predictions the detected labels of the same examples and labels
 */
public record SystemOutput(ScoreMatrix scores, PredictionMatrix predictions) {

    /** Checks that nothing is missing. */
    public SystemOutput {
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(predictions, "predictions");
    }

    /**
     * Refuses output that belongs to other labels or another number of examples.
     *
     * @param truth the true labels to compare with
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public void requireMatches(TruthMatrix truth) {
        scores.requireMatches(truth);
        predictions.requireMatches(truth);
    }
}
