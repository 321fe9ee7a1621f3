package io.github.emotions4j.cleaning;

import java.util.Locale;

/** The reviewer's decision about a finding. */
public enum Decision {

    /** No decision yet. */
    NONE,

    /** Keep the given labels. */
    KEEP,

    /** Replace the given labels by the suggested ones in the review file. */
    ACCEPT,

    /** Remove the text. */
    DROP;

    /**
     * The word for the decision in review files.
     *
     * @return {@code keep}, {@code accept}, {@code drop} or an empty string
     */
    public String fileName() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
}
