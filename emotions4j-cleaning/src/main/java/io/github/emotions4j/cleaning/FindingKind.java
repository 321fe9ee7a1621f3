package io.github.emotions4j.cleaning;

import java.util.Locale;

/** What was found about a text. */
public enum FindingKind {

    /** It has a label that is likely wrong. */
    WRONG,

    /** It lacks a label that likely applies. */
    MISSING,

    /** The same text occurs with other labels. */
    CONFLICT,

    /** The same text occurs before. */
    DUPLICATE,

    /** Nearly the same text occurs. */
    NEAR_DUPLICATE,

    /** The same text occurs in another dataset, such as test. */
    OVERLAP;

    /**
     * The name in files.
     *
     * @return such as {@code near-duplicate}
     */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
