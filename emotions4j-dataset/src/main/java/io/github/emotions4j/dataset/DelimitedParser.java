package io.github.emotions4j.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rows of cells between separators, below a header. */
final class DelimitedParser implements TableReader.RowParser {

    private final TableFormat format;
    private final List<String> header;

    private DelimitedParser(TableFormat format, List<String> header) {
        this.format = format;
        this.header = header;
    }

    static DelimitedParser afterHeader(Utf8Lines lines, TableFormat format) throws IOException {
        List<String> header = cells(lines, format)
                .orElseThrow(() -> new DatasetFormatException(
                        "file is empty, expected a header with column names in " + lines.source()));
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (name.isBlank() || !seen.add(name)) {
                throw new DatasetFormatException("column name '" + name + "' is "
                        + (name.isBlank() ? "blank" : "listed twice") + " in the header, " + lines.where());
            }
        }
        return new DelimitedParser(format, header);
    }

    @Override
    public Optional<TableRow> next(Utf8Lines lines) throws IOException {
        long firstLine = lines.line() + 1;
        Optional<List<String>> cells = cells(lines, format);
        return cells.map(row -> row(row, lines.source() + ", line " + firstLine));
    }

    private TableRow row(List<String> cells, String where) {
        if (cells.size() != header.size()) {
            throw new DatasetFormatException(
                    "found " + cells.size() + " columns, expected the " + header.size() + " of the header in " + where);
        }
        Map<String, TableRow.Cell> row = new LinkedHashMap<>();
        for (int column = 0; column < cells.size(); column++) {
            row.put(header.get(column), TableRow.Cell.of(cells.get(column)));
        }
        return new TableRow(where, row);
    }

    private static Optional<List<String>> cells(Utf8Lines lines, TableFormat format) throws IOException {
        Optional<String> line = lines.next();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        if (format.kind() == TableFormat.Kind.PLAIN) {
            String separator = Pattern.quote(String.valueOf(format.separator()));
            return Optional.of(
                    List.of(GoEmotions.withoutCarriageReturn(line.get()).split(separator, -1)));
        }
        return Optional.of(quotedCells(line.get(), lines, format.separator()));
    }

    private static List<String> quotedCells(String firstLine, Utf8Lines lines, char separator) throws IOException {
        String where = lines.where();
        QuotedRow row = new QuotedRow(separator, where);
        row.append(firstLine);
        while (row.isInsideQuotes()) {
            String next = lines.next()
                    .orElseThrow(() -> new DatasetFormatException(
                            "a quotation mark is never closed, expected a closing one for the row that starts in "
                                    + where));
            row.append("\n" + next);
        }
        return row.cells();
    }

    /** One row of RFC 4180, fed line by line while a quoted cell is open. */
    private static final class QuotedRow {

        private enum State {
            START_OF_CELL,
            PLAIN,
            QUOTED,
            AFTER_QUOTE
        }

        private final List<String> cells = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private final char separator;
        private final String where;
        private State state = State.START_OF_CELL;

        QuotedRow(char separator, String where) {
            this.separator = separator;
            this.where = where;
        }

        boolean isInsideQuotes() {
            return state == State.QUOTED;
        }

        void append(String text) {
            for (int index = 0; index < text.length(); index++) {
                boolean lineEnd = text.charAt(index) == '\r' && index == text.length() - 1;
                accept(text.charAt(index), lineEnd);
            }
        }

        List<String> cells() {
            endCell();
            return cells;
        }

        private void accept(char character, boolean lineEnd) {
            if (state == State.QUOTED) {
                acceptQuoted(character);
            } else if (character == separator) {
                endCell();
            } else if (character == '"') {
                acceptQuotationMark();
            } else if (state == State.AFTER_QUOTE && !lineEnd) {
                throw new DatasetFormatException("found '" + character
                        + "' after a closing quotation mark, expected a separator or the line's end in " + where);
            } else if (!lineEnd) {
                cell.append(character);
                state = State.PLAIN;
            }
        }

        private void acceptQuoted(char character) {
            if (character == '"') {
                state = State.AFTER_QUOTE;
            } else {
                cell.append(character);
            }
        }

        private void acceptQuotationMark() {
            if (state == State.PLAIN) {
                throw new DatasetFormatException("found a quotation mark inside a cell that does not start with one,"
                        + " expected it doubled in a quoted cell in " + where);
            }
            if (state == State.AFTER_QUOTE) {
                cell.append('"');
            }
            state = State.QUOTED;
        }

        private void endCell() {
            cells.add(cell.toString());
            cell.setLength(0);
            state = State.START_OF_CELL;
        }
    }
}
