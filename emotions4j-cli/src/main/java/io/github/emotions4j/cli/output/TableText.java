package io.github.emotions4j.cli.output;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** What both tables share: a UTF-8 writer, and texts made safe to show on one line of a terminal. */
final class TableText {

    private TableText() {}

    static Writer writer(OutputStream output) {
        return new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    }

    // Line ends would break the table, other control characters could drive the terminal.
    static String oneLine(String text) {
        boolean clean = text.codePoints().noneMatch(Character::isISOControl);
        return clean
                ? text
                : text.codePoints()
                        .collect(StringBuilder::new, TableText::appendVisible, StringBuilder::append)
                        .toString();
    }

    private static void appendVisible(StringBuilder line, int codePoint) {
        line.appendCodePoint(Character.isISOControl(codePoint) ? ' ' : codePoint);
    }
}
