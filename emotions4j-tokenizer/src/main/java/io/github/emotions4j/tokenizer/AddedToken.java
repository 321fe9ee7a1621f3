package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A token that is looked for in the text before it is cut into words, with the names of the {@code tokenizers} library.
 *
 * @param content what is looked for
 * @param singleWord whether it must stand alone, not inside a word
 * @param lstrip whether it takes the white space before it
 * @param rstrip whether it takes the white space behind it
 * @param normalized whether it is looked for in the normalized text, itself normalized, and not in the text as it is
 * @param special whether decoding may leave it out
 */
record AddedToken(
        String content, boolean singleWord, boolean lstrip, boolean rstrip, boolean normalized, boolean special) {

    /** A special token without wishes, found in the text as it is. */
    static AddedToken special(String content) {
        return new AddedToken(content, false, false, false, false, true);
    }

    /** A token as the settings files spell it out. */
    static AddedToken of(SettingsFile fields) {
        return of(fields, fields.flag("special", false));
    }

    /** A token that is special or not, whatever the file says. */
    static AddedToken of(SettingsFile fields, boolean special) {
        return new AddedToken(
                fields.text("content"),
                fields.flag("single_word", false),
                fields.flag("lstrip", false),
                fields.flag("rstrip", false),
                fields.flag("normalized", !special),
                special);
    }

    AddedToken asSpecial() {
        return new AddedToken(content, singleWord, lstrip, rstrip, normalized, true);
    }

    JsonNode toJson(int id) {
        ObjectNode json = SettingsFile.newObject();
        return json.put("id", id)
                .put("content", content)
                .put("single_word", singleWord)
                .put("lstrip", lstrip)
                .put("rstrip", rstrip)
                .put("normalized", normalized)
                .put("special", special);
    }
}
