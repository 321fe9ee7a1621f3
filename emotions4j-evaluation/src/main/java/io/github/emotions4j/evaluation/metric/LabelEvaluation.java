package io.github.emotions4j.evaluation.metric;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well one label was predicted. Immutable and thread-safe.
 *
 * @param label the label's name
 * @param threshold the threshold that decided, in [0, 1]; empty when no single one did, as for a group of labels
 * @param counts right and wrong decisions, with their metrics
 * @param ranking how well scores order the examples; empty when the label is never or always true
 */
public record LabelEvaluation(
        String label, OptionalDouble threshold, ConfusionCounts counts, Optional<RankingQuality> ranking) {

    /** Checks that nothing is missing. */
    public LabelEvaluation {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(ranking, "ranking");
    }
}
