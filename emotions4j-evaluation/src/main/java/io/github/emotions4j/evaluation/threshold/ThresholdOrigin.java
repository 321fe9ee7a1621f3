package io.github.emotions4j.evaluation.threshold;

import java.util.Locale;

/** Where the thresholds of an evaluation come from. */
public enum ThresholdOrigin {

    /** Chosen on another split than the evaluated one. */
    DEV,

    /** Set in advance, such as 0.5 for all labels. */
    FIXED,

    /** Read from a file that the user named. */
    FILE,

    /** Chosen on the evaluated data itself: the metrics are an upper bound of what other data will give. */
    ORACLE,

    /** Taken from the model folder. */
    MODEL;

    /**
     * The name in JSON and CSV.
     *
     * @return the name in lower case
     */
    public String originName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
