package io.github.emotions4j.dataset;

import io.github.emotions4j.core.LabelSet;
import java.util.OptionalInt;

/** Parses label ids. */
final class LabelIds {

    private LabelIds() {}

    /** The id, or empty if the text is no number from 0 to the largest id. */
    static OptionalInt parse(String number, LabelSet labels) {
        // Digits only: Integer.parseInt would also take a sign and the digits of other scripts.
        if (!number.matches("[0-9]{1,9}")) {
            return OptionalInt.empty();
        }
        int id = Integer.parseInt(number);
        return id < labels.size() ? OptionalInt.of(id) : OptionalInt.empty();
    }
}
