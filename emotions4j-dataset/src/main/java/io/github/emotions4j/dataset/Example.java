package io.github.emotions4j.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * One labelled text. Immutable and thread-safe.
 *
 * @param text the text as it stands in the file, not trimmed
 * @param labelIds ids of its labels in the file's order, none twice; empty when no label applies
 * @param id what the dataset calls the example, such as a comment id
 */
public record Example(String text, List<Integer> labelIds, String id) {

    /**
     * Checks and copies the label ids.
     *
     * @throws IllegalArgumentException if a label id is negative or listed twice
     */
    public Example {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(id, "id");
        labelIds = List.copyOf(labelIds);
        if (new HashSet<>(labelIds).size() != labelIds.size()) {
            throw new IllegalArgumentException("label ids " + labelIds + " list a label twice");
        }
        for (int labelId : labelIds) {
            if (labelId < 0) {
                throw new IllegalArgumentException("label id is " + labelId + ", expected at least 0");
            }
        }
    }
}
