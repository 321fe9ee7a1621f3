package io.github.emotions4j.dataset;

import java.util.Locale;

/** The splits of GoEmotions. Thresholds and hyperparameters are chosen on {@link #DEV}, never on {@link #TEST}. */
public enum Split {

    /** The training split: 43,410 comments. */
    TRAIN,

    /** The validation split: 5,426 comments. */
    DEV,

    /** The test split: 5,427 comments. */
    TEST;

    /**
     * The name of the split in reports and in {@code thresholds.json}.
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
