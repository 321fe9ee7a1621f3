package io.github.emotions4j.cleaning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.dataset.DatasetFormatException;
import io.github.emotions4j.dataset.TableFormat;
import io.github.emotions4j.dataset.TableReader;
import io.github.emotions4j.dataset.TableRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Findings in a file that a person edits: RFC 4180 with tabs ({@code .tsv}) or commas ({@code .csv}) and one row per
 * finding, or one JSON object per line ({@code .jsonl}, {@code .ndjson}).
 *
 * <p>Columns: {@code row} (from 1), {@code id}, {@code text}, {@code given} and {@code suggested} labels (separated by
 * {@value #LABEL_SEPARATOR}, a list in JSON), {@code kinds}, {@code evidence}, {@code score}, {@code decision} (empty,
 * {@code keep}, {@code accept} or {@code drop}) and {@code train_sha256}. Reading needs {@code row}, {@code given},
 * {@code suggested}, {@code kinds}, {@code score}, {@code decision} and {@code train_sha256}, in any order. In a table,
 * an apostrophe precedes a text that a spreadsheet would interpret as a formula.
 *
 * <p>Stateless and thread-safe.
 */
public final class ReviewFile {

    /** The separator between labels in a table. */
    static final String LABEL_SEPARATOR = "|";

    private static final String ROW = "row";
    private static final String ID = "id";
    private static final String TEXT = "text";
    private static final String GIVEN = "given";
    private static final String SUGGESTED = "suggested";
    private static final String KINDS = "kinds";
    private static final String EVIDENCE = "evidence";
    private static final String SCORE = "score";
    private static final String DECISION = "decision";
    private static final String SHA256 = "train_sha256";

    private static final List<String> COLUMNS =
            List.of(ROW, ID, TEXT, GIVEN, SUGGESTED, KINDS, EVIDENCE, SCORE, DECISION, SHA256);

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReviewFile() {}

    /**
     * One row of a reviewed file. Immutable and thread-safe.
     *
     * @param row the row number in the training file, from 1
     * @param given the labels in the training file
     * @param suggestion the suggested labels, which the reviewer may have edited
     * @param kinds the kinds of the finding
     * @param decision the reviewer's decision
     * @param trainSha256 SHA-256 of the training file
     * @param where file and line, for errors
     */
    public record Entry(
            int row,
            List<String> given,
            Suggestion suggestion,
            Set<FindingKind> kinds,
            Decision decision,
            String trainSha256,
            String where) {

        /** Makes an entry; the collections are copied. */
        public Entry {
            given = List.copyOf(given);
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * Suggested labels. Immutable and thread-safe.
     *
     * @param labels the names of the labels
     * @param score the score of the suggestion, in [0, 1]
     */
    public record Suggestion(List<String> labels, double score) {

        /** Makes a suggestion; the list is copied. */
        public Suggestion {
            labels = List.copyOf(labels);
        }
    }

    /**
     * Writes or replaces a review file atomically, without decisions.
     *
     * @param file the file, whose extension determines the format
     * @param review the findings
     * @throws IllegalArgumentException if the extension is another one, or a label contains {@value #LABEL_SEPARATOR}
     * @throws IOException if writing fails; then the file is unchanged
     */
    public static void write(Path file, Review review) throws IOException {
        TableFormat format = formatOf(file);
        AtomicFile.write(file, output -> {
            if (format.kind() == TableFormat.Kind.JSON_LINES) {
                for (Finding finding : review.findings()) {
                    writeLine(json(finding, review.sha256()).toString(), output);
                }
                return;
            }
            writeLine(String.join(String.valueOf(format.separator()), COLUMNS), output);
            for (Finding finding : review.findings()) {
                writeLine(cells(finding, review.sha256(), format.separator()), output);
            }
        });
    }

    private static TableFormat formatOf(Path file) {
        TableFormat format = TableFormat.of(file);
        // Texts can contain tabs and line feeds, which need quoting.
        return format.kind() == TableFormat.Kind.PLAIN ? TableFormat.csv().withSeparator(format.separator()) : format;
    }

    private static String cells(Finding finding, String sha256, char separator) {
        return List.of(
                        Integer.toString(finding.row()),
                        FormulaEscaping.escape(finding.id()),
                        FormulaEscaping.escape(finding.text()),
                        joined(finding.given()),
                        joined(finding.suggested()),
                        kindNames(finding),
                        finding.evidence().describe(),
                        score(finding),
                        Decision.NONE.fileName(),
                        sha256)
                .stream()
                .map(cell -> quoted(cell, separator))
                .collect(Collectors.joining(String.valueOf(separator)));
    }

    private static String joined(List<String> labels) {
        labels.stream()
                .filter(label -> label.contains(LABEL_SEPARATOR))
                .findFirst()
                .ifPresent(label -> {
                    throw new IllegalArgumentException("label '" + label + "' contains '" + LABEL_SEPARATOR
                            + "', which separates labels in a review; expected a label without it");
                });
        return String.join(LABEL_SEPARATOR, labels);
    }

    private static String kindNames(Finding finding) {
        return finding.evidence().kinds().stream().map(FindingKind::fileName).collect(Collectors.joining(" "));
    }

    private static String score(Finding finding) {
        return String.format(Locale.ROOT, "%.4f", finding.score());
    }

    private static String quoted(String cell, char separator) {
        boolean needsQuotes = cell.chars().anyMatch(c -> c == '"' || c == separator || c == '\n' || c == '\r');
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static ObjectNode json(Finding finding, String sha256) {
        ObjectNode node = JSON.createObjectNode()
                .put(ROW, finding.row())
                .put(ID, finding.id())
                .put(TEXT, finding.text());
        finding.given().forEach(node.putArray(GIVEN)::add);
        finding.suggested().forEach(node.putArray(SUGGESTED)::add);
        ArrayNode kinds = node.putArray(KINDS);
        finding.evidence().kinds().forEach(kind -> kinds.add(kind.fileName()));
        return node.put(EVIDENCE, finding.evidence().describe())
                .put(SCORE, Math.round(finding.score() * 1e4) / 1e4)
                .put(DECISION, Decision.NONE.fileName())
                .put(SHA256, sha256);
    }

    private static void writeLine(String line, OutputStream output) throws IOException {
        output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a review file.
     *
     * @param file the file, whose extension determines the format
     * @return its rows in the file's order
     * @throws DatasetFormatException if a row is malformed, a column is missing or a value is invalid; the message
     *     names file and line
     * @throws IllegalArgumentException if the extension is another one
     * @throws IOException if the file does not exist or cannot be read
     */
    public static List<Entry> read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (TableReader table = TableReader.open(file, formatOf(file))) {
            for (Optional<TableRow> row = table.next(); row.isPresent(); row = table.next()) {
                entries.add(entry(row.get()));
            }
        }
        return entries;
    }

    private static Entry entry(TableRow row) {
        return new Entry(
                number(row),
                row.list(GIVEN, LABEL_SEPARATOR),
                new Suggestion(row.list(SUGGESTED, LABEL_SEPARATOR), scoreOf(row)),
                row.list(KINDS, " ").stream()
                        .map(name -> oneOf(name, KINDS, FindingKind.values(), FindingKind::fileName, row))
                        .collect(Collectors.toSet()),
                oneOf(
                        row.text(DECISION).strip().toLowerCase(Locale.ROOT),
                        DECISION,
                        Decision.values(),
                        Decision::fileName,
                        row),
                row.text(SHA256).strip(),
                row.where());
    }

    private static int number(TableRow row) {
        String text = row.text(ROW).strip();
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw wrong(ROW, text, "a number from 1", row);
        }
        return Integer.parseInt(text);
    }

    private static double scoreOf(TableRow row) {
        // Spreadsheets write a decimal comma in many locales.
        String text = row.text(SCORE).strip().replace(',', '.');
        if (!text.matches("[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?")) {
            throw wrong(SCORE, text, "a number from 0 to 1", row);
        }
        return Double.parseDouble(text);
    }

    private static <T> T oneOf(String name, String column, T[] values, Function<T, String> nameOf, TableRow row) {
        return Arrays.stream(values)
                .filter(value -> nameOf.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> wrong(
                        column,
                        name,
                        "one of "
                                + Arrays.stream(values)
                                        .map(value -> "'" + nameOf.apply(value) + "'")
                                        .collect(Collectors.joining(", ")),
                        row));
    }

    private static DatasetFormatException wrong(String column, String found, String expected, TableRow row) {
        return new DatasetFormatException(
                "column '" + column + "' is '" + found + "', expected " + expected + " in " + row.where());
    }
}
