package io.github.emotions4j.cleaning;

import java.util.Objects;

/**
 * How sure a model is of a label on texts that it has not learned from. Immutable and thread-safe.
 *
 * @param label the label's name
 * @param given how many texts have the label
 * @param meanWith mean probability of the texts that have it, in [0, 1]; a text without it is confidently missing it from
 *     there on. 0 where no text has it
 * @param meanWithout mean probability of the texts that do not, in [0, 1]; a text with it has it confidently wrong up to
 *     there. 0 where all texts have it
 * @param confidentlyWrong off-diagonal of the confident joint: texts that have it and confidently should not
 * @param confidentlyMissing off-diagonal of the confident joint: texts that confidently should have it and do not
 * @param wrong how many of the former are suggested
 * @param missing how many of the latter are suggested
 */
public record LabelConfidence(
        String label,
        int given,
        double meanWith,
        double meanWithout,
        int confidentlyWrong,
        int confidentlyMissing,
        int wrong,
        int missing) {

    /** Checks that the label is there. */
    public LabelConfidence {
        Objects.requireNonNull(label, "label");
    }
}
