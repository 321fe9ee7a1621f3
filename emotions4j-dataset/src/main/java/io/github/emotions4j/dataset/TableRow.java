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
 * @param cells the cells by the name of their column
 */
public record TableRow(String where, Map<String, Cell> cells) {

    /**
     * One cell.
     *
     * @param values a single value, or the values of a JSON list
     * @param isList whether the cell is a JSON list
     */
    public record Cell(List<String> values, boolean isList) {

        /** Makes a cell; the list is copied. */
        public Cell {
            values = List.copyOf(values);
        }

        static Cell of(String value) {
            return new Cell(List.of(value), false);
        }
    }

    /** Makes a row; the map is copied. */
    public TableRow {
        Objects.requireNonNull(where, "where");
        cells = Map.copyOf(cells);
    }

    /**
     * The single value of a column.
     *
     * @param column the column's name
     * @return its value, not trimmed
     * @throws DatasetFormatException if the row has no such column, or the cell is a list; the message names file and
     *     line
     */
    public String text(String column) {
        Cell cell = cell(column);
        if (cell.isList()) {
            throw new DatasetFormatException("column '" + column + "' is a list, expected a text in " + where);
        }
        return cell.values().get(0);
    }

    /**
     * The values of a column with several values per cell.
     *
     * @param column the column's name
     * @param separator the separator between values in a cell that is no list
     * @return the values of a list unchanged, or the trimmed parts of a single value; empty for a blank value
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
