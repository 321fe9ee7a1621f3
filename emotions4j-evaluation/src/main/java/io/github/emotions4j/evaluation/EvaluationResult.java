package io.github.emotions4j.evaluation;

import io.github.emotions4j.evaluation.bootstrap.Intervals;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.util.Objects;
import java.util.Optional;

/**
 * An evaluation with where its thresholds come from. Immutable and thread-safe.
 *
 * @param origin where the thresholds come from; an oracle's figures are labelled in every format
 * @param evaluation the figures
 * @param intervals how sure they are, when asked for
 */
public record EvaluationResult(ThresholdOrigin origin, Evaluation evaluation, Optional<Intervals> intervals) {

    /** Checks that nothing is missing. */
    public EvaluationResult {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(evaluation, "evaluation");
        Objects.requireNonNull(intervals, "intervals");
    }

    /**
     * The heading of the result in reports for people.
     *
     * @return as in {@code thresholds: fixed}; an oracle's says that the scored split chose its thresholds
     */
    public String title() {
        return switch (origin) {
            case DEV -> "thresholds: chosen on another split (dev)";
            case FIXED -> "thresholds: fixed";
            case FILE -> "thresholds: from a file";
            case MODEL -> "thresholds: the model's own";
            case ORACLE -> "ORACLE, thresholds: chosen on this very split, no honest figure";
        };
    }
}
