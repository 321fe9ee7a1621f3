package io.github.emotions4j.evaluation;

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

    /** Refuses what does not belong to these true labels. */
    void requireMatches(TruthMatrix truth) {
        scores.requireMatches(truth);
        predictions.requireMatches(truth);
    }
}
