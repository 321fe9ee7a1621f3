package io.github.emotions4j.evaluation;

import java.util.Objects;

/**
 * How well one label was predicted. Immutable and thread-safe.
 *
 * @param label the label's name
 * @param threshold the threshold that decided, in [0, 1]
 * @param counts right and wrong decisions, with their metrics
 */
public record LabelEvaluation(String label, double threshold, ConfusionCounts counts) {

    /** Checks that nothing is missing. */
    public LabelEvaluation {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(counts, "counts");
    }
}
