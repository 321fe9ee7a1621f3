package io.github.emotions4j.dataset;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses delimited rows below a header, with or without quoting. */
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
        CsvRowParser row = new CsvRowParser(separator, where);
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
}
