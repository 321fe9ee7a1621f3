package io.github.emotions4j.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * One labelled text. Immutable and thread-safe.
 *
 * @param text the text as in the file, not trimmed
 * @param labelIds ids of its labels in the file's order, without repetition; empty if it has no label
 * @param id the example's id in the dataset, such as a comment id
 */
public record Example(String text, List<Integer> labelIds, String id) {

    /**
     * Makes an example; the list is copied.
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
