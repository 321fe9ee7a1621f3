package io.github.emotions4j.dataset;

import java.util.Locale;

/** The three parts of GoEmotions. Thresholds and settings are chosen on {@link #DEV}; {@link #TEST} only measures. */
public enum Split {

    /** For training: 43,410 comments. */
    TRAIN,

    /** For choosing: 5,426 comments. */
    DEV,

    /** For the final figures: 5,427 comments. */
    TEST;

    /**
     * What the split is called in reports and in {@code thresholds.json}.
     *
     * @return {@code train}, {@code dev} or {@code test}
     */
    public String splitName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The name of its file in a GoEmotions folder.
     *
     * @return {@code train.tsv}, {@code dev.tsv} or {@code test.tsv}
     */
    public String fileName() {
        return splitName() + ".tsv";
    }
}
