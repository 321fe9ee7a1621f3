package io.github.emotions4j.cleaning;

import java.util.Locale;

/** The kind of a finding. */
public enum FindingKind {

    /** The text has a label that is likely wrong. */
    WRONG,

    /** The text likely misses a label. */
    MISSING,

    /** The same text occurs with other labels. */
    CONFLICT,

    /** The same text occurs in an earlier row. */
    DUPLICATE,

    /** A near-duplicate of the text occurs. */
    NEAR_DUPLICATE,

    /** The same text occurs in another dataset, such as test. */
    OVERLAP;

    /**
     * The name in review files.
     *
     * @return such as {@code near-duplicate}
     */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
