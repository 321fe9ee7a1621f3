package io.github.emotions4j.cli.option;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;

/** The groupings of the 28 GoEmotions labels. */
public enum LabelGrouping {
    /** Ekman's six emotions and neutral. */
    EKMAN,

    /** Positive, negative, ambiguous and neutral. */
    SENTIMENT;

    /**
     * The groups of some labels.
     *
     * @param labels the labels of a model
     * @return the groups
     * @throws IllegalArgumentException if the labels are not those of GoEmotions
     */
    public LabelGroups of(LabelSet labels) {
        return switch (this) {
            case EKMAN -> LabelGroups.ekman(labels);
            case SENTIMENT -> LabelGroups.sentiment(labels);
        };
    }
}
