package io.github.emotions4j.cleaning;

import java.util.Objects;

/**
 * Out-of-fold confidence in one label, and how many of its uses are label issues. Immutable and thread-safe.
 *
 * @param label the label's name
 * @param given the number of texts with the label
 * @param meanWith mean probability of the label over the texts with it, in [0, 1]; the threshold from which on a text
 *     without the label misses it. 0 if no text has the label
 * @param meanWithout mean probability of the label over the texts without it, in [0, 1]; the threshold up to which the
 *     label of a text is wrong. 0 if all texts have the label
 * @param wrong texts that have the label and should not
 * @param missing texts that should have the label and do not
 */
public record LabelConfidence(
        String label, int given, double meanWith, double meanWithout, IssueCounts wrong, IssueCounts missing) {

    /**
     * The number of label issues of one kind.
     *
     * @param confident the off-diagonal count of the confident joint
     * @param reported how many of these texts are reported as findings
     */
    public record IssueCounts(int confident, int reported) {}

    /** Makes the confidence of a label. */
    public LabelConfidence {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(wrong, "wrong");
        Objects.requireNonNull(missing, "missing");
    }
}
