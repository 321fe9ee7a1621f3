package io.github.emotions4j.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Parts of HTML pages. All text from data goes through {@link #escaped}. */
final class Html {

    private Html() {}

    /** Text that is safe between tags and inside quoted attributes. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(character);
            }
        }
        return safe.toString();
    }

    /**
     * A cell of a table.
     *
     * @param text the content, which is also the sort key
     * @param detail small print below it, may be empty
     */
    record Cell(String text, String detail) {

        static Cell of(String text) {
            return new Cell(text, "");
        }

        private String toHtml() {
            String small = detail.isEmpty() ? "" : "<small>" + escaped(detail) + "</small>";
            return "<td data-value=\"" + escaped(text) + "\">" + escaped(text) + small + "</td>";
        }
    }

    /** A table that sorts by a column when its header is clicked; header and cells are text, not HTML. */
    static String sortableTable(List<String> header, List<List<Cell>> rows) {
        String head =
                header.stream().map(title -> "<th>" + escaped(title) + "</th>").collect(Collectors.joining());
        return "<div class=\"scroll\"><table class=\"sortable\"><thead><tr>" + head + "</tr>\n</thead><tbody>"
                + rows.stream().map(Html::row).collect(Collectors.joining())
                + "</tbody></table></div>\n";
    }

    /** The content of a class path resource in this package. */
    static String resource(String name) {
        try (InputStream bytes = Html.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(bytes, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name + " of the report from the class path", unreadable);
        }
    }

    private static String row(List<Cell> cells) {
        return cells.stream().map(Cell::toHtml).collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
