package io.github.emotions4j.evaluation.scorefile;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.TableFormat;
import io.github.emotions4j.dataset.TableReader;
import io.github.emotions4j.dataset.TableRow;
import io.github.emotions4j.dataset.Utf8Lines;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the scores of any system, so that it can be evaluated with the same metrics. The file has one row per example,
 * in the order of the data: CSV or TSV with a column per label, or JSON lines of the form
 * {@code {"text": "...", "scores": [{"label": "joy", "score": 0.97}, ...]}}, as {@code classify --scores} prints them.
 * Texts in the file must equal those of the data.
 *
 * <p>Scores are parsed as doubles. Stateless and thread-safe.
 */
public final class ScoreFile {

    private static final String TEXT = "text";
    private static final Set<String> OTHER_COLUMNS = Set.of(TEXT, "emotions", "id");

    private ScoreFile() {}

    /**
     * Reads the scores of a dataset.
     *
     * @param file a file named {@code .csv}, {@code .tsv}, {@code .jsonl} or {@code .ndjson}
     * @param data the examples that the scores are for
     * @return the scores, examples and labels in the order of the data
     * @throws ScoreFormatException if a label is missing or unknown, a score is not a number in [0, 1], or the texts or
     *     the number of rows differ from the data; the message names file and line
     * @throws io.github.emotions4j.dataset.DatasetFormatException if a row is malformed
     * @throws IllegalArgumentException if the extension is another
     * @throws IOException if the file is missing or cannot be read
     */
    public static ScoreMatrix read(Path file, Dataset data) throws IOException {
        TableFormat format = TableFormat.of(file);
        List<double[]> rows =
                format.kind() == TableFormat.Kind.JSON_LINES ? jsonLines(file, data) : table(file, format, data);
        if (rows.size() != data.size()) {
            throw new ScoreFormatException("found scores of " + rows.size() + " examples, expected the " + data.size()
                    + " of '" + data.name() + "' in " + file);
        }
        return ScoreMatrix.of(data.labels(), rows.toArray(double[][]::new));
    }

    private static List<double[]> table(Path file, TableFormat format, Dataset data) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (TableReader reader = TableReader.open(file, format)) {
            for (Optional<TableRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                TableRow found = row.get();
                if (rows.isEmpty()) {
                    requireLabelColumns(found, data.labels());
                }
                if (found.cells().containsKey(TEXT) && data.labels().idOf(TEXT).isEmpty()) {
                    requireSameText(found.text(TEXT), rows.size(), data, found.where());
                }
                rows.add(scores(found, data.labels()));
            }
        }
        return rows;
    }

    private static List<double[]> jsonLines(Path file, Dataset data) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                ScoreLine scores = ScoreLine.parse(line.get(), data.labels(), lines.where());
                if (scores.text().isPresent()) {
                    requireSameText(scores.text().get(), rows.size(), data, lines.where());
                }
                rows.add(scores.toArray());
            }
        }
        return rows;
    }

    private static void requireLabelColumns(TableRow row, LabelSet labels) {
        List<String> missing = labels.names().stream()
                .filter(label -> !row.cells().containsKey(label))
                .toList();
        List<String> surplus = row.cells().keySet().stream()
                .filter(column -> !labels.names().contains(column) && !OTHER_COLUMNS.contains(column))
                .sorted()
                .toList();
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            throw new ScoreFormatException("columns " + missing + " are missing and " + surplus
                    + " are no labels, expected one for each of " + labels.size() + " labels in the header before "
                    + row.where());
        }
    }

    private static double[] scores(TableRow row, LabelSet labels) {
        double[] scores = new double[labels.size()];
        for (int labelId = 0; labelId < scores.length; labelId++) {
            String label = labels.name(labelId);
            scores[labelId] = ScoreLine.requireScore(number(row, label), label, row.where());
        }
        return scores;
    }

    private static double number(TableRow row, String label) {
        String text = row.text(label);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new ScoreFormatException(
                    "score of '" + label + "' is '" + text + "', expected a number in [0, 1] in " + row.where(),
                    notANumber);
        }
    }

    private static void requireSameText(String found, int example, Dataset data, String where) {
        if (example < data.size() && !found.equals(data.examples().get(example).text())) {
            throw new ScoreFormatException("found the text '" + shortened(found) + "', expected '"
                    + shortened(data.examples().get(example).text()) + "' of example " + (example + 1) + " of '"
                    + data.name() + "' in " + where);
        }
    }

    private static String shortened(String text) {
        int length = 40;
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }
}
