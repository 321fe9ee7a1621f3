package io.github.emotions4j.cleaning;

import java.util.Objects;

/**
 * A label of a text that is likely wrong, or one that is likely missing. Immutable and thread-safe.
 *
 * @param label the label's name
 * @param kind {@link FindingKind#WRONG} or {@link FindingKind#MISSING}
 * @param probability the label's out-of-fold probability for the text, in [0, 1]
 * @param threshold the threshold that the probability was compared with, in [0, 1]
 * @param score the distance from the threshold to the probability, relative to the distance to certainty, in [0, 1]
 */
public record LabelIssue(String label, FindingKind kind, double probability, double threshold, double score) {

    /** Makes an issue. */
    public LabelIssue {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(kind, "kind");
    }
}
