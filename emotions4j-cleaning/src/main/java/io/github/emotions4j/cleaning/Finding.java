package io.github.emotions4j.cleaning;

import java.util.List;
import java.util.Objects;

/**
 * A text that a person should look at. Immutable and thread-safe.
 *
 * @param row its number in the file, from 1, a header not counted
 * @param id what the dataset calls it
 * @param text the text as it stands in the file
 * @param given its labels, in the file's order
 * @param suggested the labels that it should have, in id order; the given ones where there is no suggestion
 * @param score how strong the weakest of the suggested changes is, in [0, 1]; 0 without a suggestion
 * @param evidence what speaks for the finding
 */
public record Finding(
        int row, String id, String text, List<String> given, List<String> suggested, double score, Evidence evidence) {

    /** Copies the labels. */
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
     * @return true when accepting changes something
     */
    public boolean suggestsChange() {
        return !(given.size() == suggested.size() && suggested.containsAll(given));
    }
}
