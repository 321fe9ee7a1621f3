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

/** Reads the raw rows of a file and replaces the labels of a row. Not thread-safe. */
interface LabelRewriter {

    /** The raw header, or empty if the format has none. */
    Optional<String> header(Utf8Lines lines) throws IOException;

    /** The next raw row without its line feed; empty at the end of the file. */
    default Optional<String> next(Utf8Lines lines) throws IOException {
        return lines.next();
    }

    /** The row with its labels replaced. */
    String relabelled(String row, List<Integer> labelIds, String where);

    static LabelRewriter goEmotions() {
        return new GoEmotionsRows();
    }

    static LabelRewriter of(LabelledColumns columns, TableFormat format, LabelSet labels) {
        return switch (format.kind()) {
            case JSON_LINES -> new JsonLinesRows(columns, labels);
            case PLAIN -> new PlainTableRows(columns, labels, format.separator());
            case QUOTED -> new QuotedTableRows(columns, labels, format.separator());
        };
    }

    /** A cell with the names of labels. */
    private static String joined(LabelledColumns columns, LabelSet labels, List<Integer> labelIds, String where) {
        List<String> names = labelIds.stream().map(labels::name).toList();
        for (String name : names) {
            if (name.contains(columns.labelSeparator())) {
                throw new DatasetFormatException("label '" + name + "' contains the label separator '"
                        + columns.labelSeparator() + "', expected a separator that no label contains, in " + where);
            }
        }
        return String.join(columns.labelSeparator(), names);
    }

    /** The index of the label column. */
    private static int labelColumn(List<String> header, LabelledColumns columns, String where) {
        int index = header.indexOf(columns.labels());
        if (index < 0) {
            throw new DatasetFormatException(
                    "found no column '" + columns.labels() + "' among " + header + " in " + where);
        }
        return index;
    }

    /** Tab-separated text, label ids and id. */
    final class GoEmotionsRows implements LabelRewriter {

        @Override
        public Optional<String> header(Utf8Lines lines) {
            return Optional.empty();
        }

        @Override
        public String relabelled(String row, List<Integer> labelIds, String where) {
            if (labelIds.isEmpty()) {
                throw new DatasetFormatException(
                        "found no label, expected at least one in the format of GoEmotions, for " + where);
            }
            String[] columns = row.split("\t", -1);
            columns[1] = labelIds.stream().map(String::valueOf).collect(Collectors.joining(","));
            return String.join("\t", columns);
        }
    }

    /** Delimited cells without quoting. */
    final class PlainTableRows implements LabelRewriter {

        private final LabelledColumns columns;
        private final LabelSet labels;
        private final String separator;
        private int column;

        PlainTableRows(LabelledColumns columns, LabelSet labels, char separator) {
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
            column = labelColumn(names, columns, lines.where());
            return header;
        }

        @Override
        public String relabelled(String row, List<Integer> labelIds, String where) {
            String line = GoEmotions.withoutCarriageReturn(row);
            String[] cells = cells(line);
            cells[column] = joined(columns, labels, labelIds, where);
            return String.join(separator, cells) + row.substring(line.length());
        }

        private String[] cells(String line) {
            return line.split(Pattern.quote(separator), -1);
        }
    }

    /** Delimited cells with quoting as in RFC 4180; a row can span several lines. */
    final class QuotedTableRows implements LabelRewriter {

        private final LabelledColumns columns;
        private final LabelSet labels;
        private final char separator;
        private int column;

        QuotedTableRows(LabelledColumns columns, LabelSet labels, char separator) {
            this.columns = columns;
            this.labels = labels;
            this.separator = separator;
        }

        @Override
        public Optional<String> header(Utf8Lines lines) throws IOException {
            Optional<String> header = next(lines);
            column =
                    labelColumn(header.map(row -> cells(row, lines.where())).orElse(List.of()), columns, lines.where());
            return header;
        }

        @Override
        public Optional<String> next(Utf8Lines lines) throws IOException {
            Optional<String> line = lines.next();
            if (line.isEmpty()) {
                return line;
            }
            StringBuilder row = new StringBuilder(line.get());
            CsvRowParser parser = new CsvRowParser(separator, lines.where());
            parser.append(line.get());
            while (parser.isInsideQuotes()) {
                String more = lines.next()
                        .orElseThrow(() -> new DatasetFormatException(
                                "a quotation mark is never closed, expected a closing one in " + lines.where()));
                row.append('\n').append(more);
                parser.append("\n" + more);
            }
            return Optional.of(row.toString());
        }

        @Override
        public String relabelled(String row, List<Integer> labelIds, String where) {
            List<String> cells = new ArrayList<>(cells(row, where));
            cells.set(column, joined(columns, labels, labelIds, where));
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

    /** One JSON object per line. */
    final class JsonLinesRows implements LabelRewriter {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final LabelledColumns columns;
        private final LabelSet labels;

        JsonLinesRows(LabelledColumns columns, LabelSet labels) {
            this.columns = columns;
            this.labels = labels;
        }

        @Override
        public Optional<String> header(Utf8Lines lines) {
            return Optional.empty();
        }

        @Override
        public String relabelled(String row, List<Integer> labelIds, String where) {
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
