package io.github.emotions4j.evaluation.matrix;

import java.util.Objects;

/**
 * The output of a system for a split: its scores, and the labels that it predicted from them. Immutable and
 * thread-safe.
 *
 * @param scores the scores
 * @param predictions the predicted labels of the same examples and labels
 */
public record SystemOutput(ScoreMatrix scores, PredictionMatrix predictions) {

    /** Refuses null; {@link #requireMatches} compares with the true labels. */
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
