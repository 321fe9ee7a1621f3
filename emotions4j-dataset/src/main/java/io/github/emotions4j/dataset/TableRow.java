package io.github.emotions4j.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One row of a table. Immutable and thread-safe.
 *
 * @param where file and line, for errors
 * @param cells the cell of each column
 */
public record TableRow(String where, Map<String, Cell> cells) {

    /**
     * What stands in a column.
     *
     * @param values one value, or those of a JSON list
     * @param isList whether it is a list
     */
    public record Cell(List<String> values, boolean isList) {

        /** Copies the values. */
        public Cell {
            values = List.copyOf(values);
        }

        static Cell of(String value) {
            return new Cell(List.of(value), false);
        }
    }

    /** Copies the cells. */
    public TableRow {
        Objects.requireNonNull(where, "where");
        cells = Map.copyOf(cells);
    }

    /**
     * The single value of a column.
     *
     * @param column the column's name
     * @return its value, not trimmed
     * @throws DatasetFormatException if the row has no such column or a list in it; the message names file and line
     */
    public String text(String column) {
        Cell cell = cell(column);
        if (cell.isList()) {
            throw new DatasetFormatException("column '" + column + "' is a list, expected a text in " + where);
        }
        return cell.values().get(0);
    }

    /**
     * The values of a column that may hold several.
     *
     * @param column the column's name
     * @param separator what stands between values in a text
     * @return the values of a list as they are, or the parts of a text without spaces around them; none for a blank text
     * @throws DatasetFormatException if the row has no such column; the message names file and line
     */
    public List<String> list(String column, String separator) {
        Cell cell = cell(column);
        if (cell.isList()) {
            return cell.values();
        }
        String text = cell.values().get(0).strip();
        if (text.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(text.split(Pattern.quote(separator), -1))
                .map(String::strip)
                .toList();
    }

    private Cell cell(String column) {
        Cell cell = cells.get(column);
        if (cell == null) {
            throw new DatasetFormatException("found no column '" + column + "' among "
                    + cells.keySet().stream().sorted().toList() + " in " + where);
        }
        return cell;
    }
}
