package io.github.emotions4j.evaluation.internal;

import java.util.ArrayList;
import java.util.List;

/** A table as aligned text: the first column is left-aligned, all others are right-aligned. Not thread-safe. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Adds a row.
     *
     * @param row its cells; rows may differ in length
     */
    public void add(List<String> row) {
        rows.add(row);
    }

    /**
     * Formats all rows.
     *
     * @return one line per row, each ended by a line feed
     */
    public String format() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            appendRow(text, row, widths);
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static void appendRow(StringBuilder text, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String padding = " ".repeat(widths[column] - row.get(column).length());
            line.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
