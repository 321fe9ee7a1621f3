package io.github.emotions4j.dataset;

import io.github.emotions4j.core.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Reads labelled texts from named columns of a CSV, TSV or JSON Lines file, with the 28 GoEmotions labels or with other
 * labels. Immutable and thread-safe.
 *
 * @param text the column with the text
 * @param labels the column with the labels: names, or ids from 0 that are no label's name
 * @param labelSeparator the separator between labels in a cell; not used for JSON lists
 * @param id the column with the example's id; without it, the id is the row number from 1
 */
public record LabelledColumns(String text, String labels, String labelSeparator, Optional<String> id) {

    private record UnresolvedExample(String text, List<String> labels, String id, String where) {}

    /**
     * Makes the columns.
     *
     * @throws IllegalArgumentException if the separator is empty
     */
    public LabelledColumns {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(id, "id");
        if (labelSeparator.isEmpty()) {
            throw new IllegalArgumentException("the label separator is empty, expected at least one character");
        }
    }

    /**
     * The columns {@code text} and {@code labels}, labels separated by commas.
     *
     * @return the default columns
     */
    public static LabelledColumns defaults() {
        return new LabelledColumns("text", "labels", ",", Optional.empty());
    }

    /**
     * Reads a file with a given label set.
     *
     * @param file the file
     * @param format the file format
     * @param known the label set
     * @return its examples; the dataset has the name of the file without its extension
     * @throws UnknownLabelException if the file has a label outside the label set; the message names file and line
     * @throws DatasetFormatException if a row is malformed, a column is missing, a label is listed twice, or no row has
     *     a label; the message names file and line
     * @throws IOException if the file does not exist or cannot be read
     */
    public Dataset read(Path file, TableFormat format, LabelSet known) throws IOException {
        try (TableReader table = TableReader.open(file, format)) {
            List<UnresolvedExample> rows = rows(table, file);
            return dataset(file, rows, known, table.sha256());
        }
    }

    /**
     * Reads a file whose label set consists of the labels that occur in it.
     *
     * @param file the file
     * @param format the file format
     * @return its examples; the label set is in alphabetical order
     * @throws DatasetFormatException if a row is malformed, a column is missing, a label is blank or listed twice, or
     *     no row has a label; the message names file and line
     * @throws IOException if the file is missing or cannot be read
     */
    public Dataset read(Path file, TableFormat format) throws IOException {
        try (TableReader table = TableReader.open(file, format)) {
            List<UnresolvedExample> rows = rows(table, file);
            return dataset(file, rows, labelsOf(rows), table.sha256());
        }
    }

    private List<UnresolvedExample> rows(TableReader table, Path file) throws IOException {
        List<UnresolvedExample> rows = new ArrayList<>();
        boolean anyLabel = false;
        for (Optional<TableRow> row = table.next(); row.isPresent(); row = table.next()) {
            UnresolvedExample example = example(row.get(), rows.size() + 1);
            anyLabel |= !example.labels().isEmpty();
            rows.add(example);
        }
        if (!anyLabel) {
            throw new DatasetFormatException("found no label in column '" + labels + "' of " + rows.size()
                    + " rows, expected labelled texts in " + file);
        }
        return rows;
    }

    private UnresolvedExample example(TableRow row, int number) {
        String name = id.map(row::text).orElse(Integer.toString(number));
        return new UnresolvedExample(row.text(text), row.list(labels, labelSeparator), name, row.where());
    }

    private static LabelSet labelsOf(List<UnresolvedExample> rows) {
        TreeSet<String> names = new TreeSet<>();
        for (UnresolvedExample row : rows) {
            for (String label : row.labels()) {
                if (label.isBlank()) {
                    throw new DatasetFormatException("found a blank label, expected a name in " + row.where());
                }
                names.add(label);
            }
        }
        return new LabelSet(List.copyOf(names));
    }

    private static Dataset dataset(Path file, List<UnresolvedExample> rows, LabelSet known, String sha256) {
        List<Example> examples = rows.stream()
                .map(row -> new Example(row.text(), ids(row, known), row.id()))
                .toList();
        return new Dataset(GoEmotions.nameOf(file), known, examples, sha256);
    }

    private static List<Integer> ids(UnresolvedExample row, LabelSet known) {
        List<Integer> ids = new ArrayList<>();
        for (String label : row.labels()) {
            int id = idOf(label, known, row.where());
            if (ids.contains(id)) {
                throw new DatasetFormatException("label '" + label + "' is listed twice in " + row.where());
            }
            ids.add(id);
        }
        return ids;
    }

    private static int idOf(String label, LabelSet known, String where) {
        OptionalInt named = known.idOf(label);
        if (named.isPresent()) {
            return named.getAsInt();
        }
        OptionalInt id = LabelIds.parse(label, known);
        return id.orElseThrow(() -> new UnknownLabelException(
                "found label '" + label + "', expected one of " + known.names() + " in " + where));
    }
}
