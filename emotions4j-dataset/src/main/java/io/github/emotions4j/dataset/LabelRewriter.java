package io.github.emotions4j.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.LabelSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the rows of a file as they are written, and changes the labels of one. Not thread-safe. */
interface LabelRewriter {

    /** The header as it is written, where there is one. */
    Optional<String> header(Utf8Lines lines) throws IOException;

    /** The next row as it is written, without its line feed; empty at the end. */
    default Optional<String> next(Utf8Lines lines) throws IOException {
        return lines.next();
    }

    /** A row with other labels. */
    String changed(String row, List<Integer> labelIds, String where);

    static LabelRewriter goEmotions() {
        return new OfGoEmotions();
    }

    static LabelRewriter of(LabelledColumns columns, TableFormat format, LabelSet labels) {
        return switch (format.kind()) {
            case JSON_LINES -> new OfJsonLines(columns, labels);
            case PLAIN -> new OfPlainTable(columns, labels, format.separator());
            case QUOTED -> new OfQuotedTable(columns, labels, format.separator());
        };
    }

    /** The names of labels as a cell. */
    private static String joined(LabelledColumns columns, LabelSet labels, List<Integer> labelIds, String where) {
        List<String> names = labelIds.stream().map(labels::name).toList();
        for (String name : names) {
            if (name.contains(columns.labelSeparator())) {
                throw new DatasetFormatException("label '" + name + "' holds the label separator '"
                        + columns.labelSeparator() + "', expected one that is in no label of " + where);
            }
        }
        return String.join(columns.labelSeparator(), names);
    }

    /** The place of the labels' column. */
    private static int place(List<String> header, LabelledColumns columns, String where) {
        int place = header.indexOf(columns.labels());
        if (place < 0) {
            throw new DatasetFormatException(
                    "found no column '" + columns.labels() + "' among " + header + " in " + where);
        }
        return place;
    }

    /** Text, label ids, id. */
    final class OfGoEmotions implements LabelRewriter {

        @Override
        public Optional<String> header(Utf8Lines lines) {
            return Optional.empty();
        }

        @Override
        public String changed(String row, List<Integer> labelIds, String where) {
            if (labelIds.isEmpty()) {
                throw new DatasetFormatException(
                        "found no label, expected at least one in the form of GoEmotions, for " + where);
            }
            String[] columns = row.split("\t", -1);
            columns[1] = labelIds.stream().map(String::valueOf).collect(Collectors.joining(","));
            return String.join("\t", columns);
        }
    }

    /** Cells without quotation. */
    final class OfPlainTable implements LabelRewriter {

        private final LabelledColumns columns;
        private final LabelSet labels;
        private final String separator;
        private int place;

        OfPlainTable(LabelledColumns columns, LabelSet labels, char separator) {
            this.columns = columns;
            this.labels = labels;
            this.separator = String.valueOf(separator);
        }

        @Override
        public Optional<String> header(Utf8Lines lines) throws IOException {
            Optional<String> header = lines.next();
            List<String> names = header.map(GoEmotions::withoutCarriageReturn)
                    .map(this::cells)
                    .map(Arrays::asList)
                    .orElse(List.of());
            place = place(names, columns, lines.where());
            return header;
        }

        @Override
        public String changed(String row, List<Integer> labelIds, String where) {
            String line = GoEmotions.withoutCarriageReturn(row);
            String[] cells = cells(line);
            cells[place] = joined(columns, labels, labelIds, where);
            return String.join(separator, cells) + row.substring(line.length());
        }

        private String[] cells(String line) {
            return line.split(Pattern.quote(separator), -1);
        }
    }

    /** Cells as in RFC 4180, a row over several lines where a quotation is open. */
    final class OfQuotedTable implements LabelRewriter {

        private final LabelledColumns columns;
        private final LabelSet labels;
        private final char separator;
        private int place;

        OfQuotedTable(LabelledColumns columns, LabelSet labels, char separator) {
            this.columns = columns;
            this.labels = labels;
            this.separator = separator;
        }

        @Override
        public Optional<String> header(Utf8Lines lines) throws IOException {
            Optional<String> header = next(lines);
            place = place(header.map(row -> cells(row, lines.where())).orElse(List.of()), columns, lines.where());
            return header;
        }

        @Override
        public Optional<String> next(Utf8Lines lines) throws IOException {
            Optional<String> line = lines.next();
            if (line.isEmpty()) {
                return line;
            }
            StringBuilder row = new StringBuilder(line.get());
            CsvRowParser open = new CsvRowParser(separator, lines.where());
            open.append(line.get());
            while (open.isInsideQuotes()) {
                String more = lines.next()
                        .orElseThrow(() -> new DatasetFormatException(
                                "a quotation mark is never closed, expected a closing one in " + lines.where()));
                row.append('\n').append(more);
                open.append("\n" + more);
            }
            return Optional.of(row.toString());
        }

        @Override
        public String changed(String row, List<Integer> labelIds, String where) {
            List<String> cells = new ArrayList<>(cells(row, where));
            cells.set(place, joined(columns, labels, labelIds, where));
            return cells.stream().map(this::quoted).collect(Collectors.joining(String.valueOf(separator)))
                    + (row.endsWith("\r") ? "\r" : "");
        }

        private List<String> cells(String row, String where) {
            CsvRowParser parsed = new CsvRowParser(separator, where);
            parsed.append(row);
            return parsed.cells();
        }

        private String quoted(String cell) {
            boolean needsQuotes = cell.chars().anyMatch(c -> c == '"' || c == separator || c == '\n' || c == '\r');
            return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }
    }

    /** An object a line. */
    final class OfJsonLines implements LabelRewriter {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final LabelledColumns columns;
        private final LabelSet labels;

        OfJsonLines(LabelledColumns columns, LabelSet labels) {
            this.columns = columns;
            this.labels = labels;
        }

        @Override
        public Optional<String> header(Utf8Lines lines) {
            return Optional.empty();
        }

        @Override
        public String changed(String row, List<Integer> labelIds, String where) {
            ObjectNode object = object(row, where);
            if (object.path(columns.labels()).isArray()) {
                List<String> names = labelIds.stream().map(labels::name).toList();
                names.forEach(object.putArray(columns.labels())::add);
            } else {
                object.put(columns.labels(), joined(columns, labels, labelIds, where));
            }
            return object.toString();
        }

        private static ObjectNode object(String row, String where) {
            try {
                return (ObjectNode) JSON.readTree(row);
            } catch (JsonProcessingException notJson) {
                throw new DatasetFormatException("found no valid JSON, expected an object in " + where, notJson);
            }
        }
    }
}
