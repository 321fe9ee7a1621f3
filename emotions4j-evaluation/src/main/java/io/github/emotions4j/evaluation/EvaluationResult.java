package io.github.emotions4j.evaluation;

import io.github.emotions4j.evaluation.bootstrap.Intervals;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.util.Objects;
import java.util.Optional;

/**
 * The metrics of one evaluation, and where its thresholds come from. Immutable and thread-safe.
 *
 * @param origin where the thresholds come from; every format marks {@link ThresholdOrigin#ORACLE}
 * @param evaluation the metrics
 * @param intervals their bootstrap intervals, when requested
 */
public record EvaluationResult(ThresholdOrigin origin, Evaluation evaluation, Optional<Intervals> intervals) {

    /** Refuses null. */
    public EvaluationResult {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(evaluation, "evaluation");
        Objects.requireNonNull(intervals, "intervals");
    }

    /**
     * The heading of the result in reports for people.
     *
     * @return as in {@code thresholds: fixed}; the title of {@link ThresholdOrigin#ORACLE} says that the
     *     thresholds were chosen on the evaluated data
     */
    public String title() {
        return switch (origin) {
            case DEV -> "thresholds: chosen on another split (dev)";
            case FIXED -> "thresholds: fixed";
            case FILE -> "thresholds: from a file";
            case MODEL -> "thresholds: the model's own";
            case ORACLE -> "ORACLE, thresholds: chosen on this very split, an upper bound";
        };
    }
}
