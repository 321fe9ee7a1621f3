package io.github.emotions4j.cleaning;

import java.util.List;
import java.util.Objects;

/**
 * A text that a person should review. Immutable and thread-safe.
 *
 * @param row the row number in the file, from 1, without the header
 * @param id the example's id in the dataset
 * @param text the text as in the file
 * @param given its labels, in the file's order
 * @param suggested the suggested labels, in id order; the given ones if there is no suggestion
 * @param score the lowest score of the suggested changes, in [0, 1]; 0 without a suggestion
 * @param evidence why the text is reported
 */
public record Finding(
        int row, String id, String text, List<String> given, List<String> suggested, double score, Evidence evidence) {

    /** Makes a finding; the lists are copied. */
    public Finding {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(evidence, "evidence");
        given = List.copyOf(given);
        suggested = List.copyOf(suggested);
    }

    /**
     * Whether the suggested labels differ from the given ones.
     *
     * @return true if accepting the suggestion changes the labels
     */
    public boolean suggestsChange() {
        return !(given.size() == suggested.size() && suggested.containsAll(given));
    }
}
