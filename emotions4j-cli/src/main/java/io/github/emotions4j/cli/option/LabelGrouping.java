package io.github.emotions4j.cli.option;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;

/** The groupings of the 28 labels that users can ask for. */
public enum LabelGrouping {
    EKMAN,
    SENTIMENT;

    public LabelGroups of(LabelSet labels) {
        return switch (this) {
            case EKMAN -> LabelGroups.ekman(labels);
            case SENTIMENT -> LabelGroups.sentiment(labels);
        };
    }
}
