package io.github.emotions4j.cleaning;

import java.util.Objects;

/**
 * A label that a text probably should not have, or should. Immutable and thread-safe.
 *
 * @param label the label's name
 * @param kind {@link FindingKind#WRONG} or {@link FindingKind#MISSING}
 * @param probability the label's out-of-fold probability for the text, in [0, 1]
 * @param threshold what it was compared with, in [0, 1]
 * @param score how far the probability lies beyond the threshold on the way to certainty, in [0, 1]
 */
public record LabelIssue(String label, FindingKind kind, double probability, double threshold, double score) {

    /** Checks that nothing is null. */
    public LabelIssue {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(kind, "kind");
    }
}
