package io.github.emotions4j.evaluation.threshold;

import java.util.Locale;

/** Where the thresholds of an evaluation come from. */
public enum ThresholdOrigin {

    /** Chosen on another split than the one scored: an honest figure. */
    DEV,

    /** Set beforehand, such as 0.5 for all. */
    FIXED,

    /** Read from a file that the user named. */
    FILE,

    /** Chosen on the scored split itself: better than any real use can be. */
    ORACLE,

    /** The model's own. */
    MODEL;

    /**
     * What JSON and CSV call it.
     *
     * @return the name in lower case
     */
    public String originName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
