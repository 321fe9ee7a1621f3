package io.github.emotions4j.cli;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;

/** The groupings of the 28 labels that users can ask for. */
enum GroupView {
    EKMAN,
    SENTIMENT;

    LabelGroups of(LabelSet labels) {
        return switch (this) {
            case EKMAN -> LabelGroups.ekman(labels);
            case SENTIMENT -> LabelGroups.sentiment(labels);
        };
    }
}
