package io.github.emotions4j.evaluation.metric;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The metrics of one label. Immutable and thread-safe.
 *
 * @param label the label's name
 * @param threshold the threshold that was applied, in [0, 1]; empty for a group, whose labels have their own
 * @param counts right and wrong decisions, with their metrics
 * @param ranking ranking metrics; empty when the label is true for no example or for all
 */
public record LabelEvaluation(
        String label, OptionalDouble threshold, ConfusionCounts counts, Optional<RankingQuality> ranking) {

    /** Refuses null. */
    public LabelEvaluation {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(ranking, "ranking");
    }
}
