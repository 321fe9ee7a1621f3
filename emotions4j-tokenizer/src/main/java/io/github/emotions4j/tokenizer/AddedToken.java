package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A token that is matched in the text before pre-tokenization, with the field names of the {@code tokenizers} library.
 *
 * @param content the text of the token
 * @param singleWord whether it matches only whole words
 * @param lstrip whether it includes the white space before it
 * @param rstrip whether it includes the white space after it
 * @param normalized whether it is matched in the normalized text instead of the original text
 * @param special whether it is a special token, which decoding can skip
 */
record AddedToken(
        String content, boolean singleWord, boolean lstrip, boolean rstrip, boolean normalized, boolean special) {

    /** A special token with default flags, matched in the original text. */
    static AddedToken special(String content) {
        return new AddedToken(content, false, false, false, false, true);
    }

    /** A token from its JSON object. */
    static AddedToken of(SettingsFile fields) {
        return of(fields, fields.flag("special", false));
    }

    /** A token from its JSON object; {@code special} overrides the field of the file. */
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
