package io.github.emotions4j.evaluation.card;

import java.util.Locale;

/** Writes YAML scalars. */
final class Yaml {

    private Yaml() {}

    /** A string in double quotes. */
    static String quoted(String text) {
        StringBuilder safe = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                safe.append('\\').appendCodePoint(character);
            } else if (character < ' ') {
                safe.append(String.format(Locale.ROOT, "\\x%02x", character));
            } else {
                safe.appendCodePoint(character);
            }
        });
        return safe.append('"').toString();
    }
}
