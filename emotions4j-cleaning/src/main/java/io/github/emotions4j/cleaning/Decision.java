package io.github.emotions4j.cleaning;

import java.util.Locale;

/** What a person decided about a finding. */
public enum Decision {

    /** Nothing yet. */
    NONE,

    /** The given labels stay. */
    KEEP,

    /** The suggested labels, as they stand in the file, replace the given ones. */
    ACCEPT,

    /** The text is left out. */
    DROP;

    /**
     * The word in files.
     *
     * @return {@code keep}, {@code accept}, {@code drop} or nothing
     */
    public String fileName() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
}
