package io.github.emotions4j.dataset;

import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a file of labelled texts again, with other labels for some texts and without others. Everything else stays as it
 * is, byte for byte: untouched rows, other columns, the order. Immutable and thread-safe.
 *
 * @param dataset the texts as they were read
 * @param labels for a text's index, its new label ids; empty leaves the text out
 */
public record Relabelling(Dataset dataset, Map<Integer, Optional<List<Integer>>> labels) {

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if an index is outside the dataset, or nothing would be left
     */
    public Relabelling {
        Objects.requireNonNull(dataset, "dataset");
        labels = Map.copyOf(labels);
        for (int index : labels.keySet()) {
            if (index < 0 || index >= dataset.size()) {
                throw new IllegalArgumentException("text " + index + " is outside 0.." + (dataset.size() - 1));
            }
        }
        if (labels.values().stream().filter(Optional::isEmpty).count() == dataset.size()) {
            throw new IllegalArgumentException("all " + dataset.size() + " texts of '" + dataset.name()
                    + "' would be left out, expected at least one to stay");
        }
    }

    /**
     * Writes a file in the form of GoEmotions.
     *
     * @param source the file that the dataset was read from
     * @param target the file to write or replace, another one
     * @throws DatasetFormatException if the source has changed since it was read, or a text would have no label, which this
     *     form cannot express
     * @throws IOException if reading or writing fails; then the target is as before
     */
    public void writeGoEmotions(Path source, Path target) throws IOException {
        write(source, target, LabelRewriter.goEmotions());
    }

    /**
     * Writes a CSV, TSV or JSON lines file.
     *
     * @param source the file that the dataset was read from
     * @param target the file to write or replace, another one
     * @param columns where its labels stand; new ones are written by name
     * @param format how it is written
     * @throws DatasetFormatException if the source has changed since it was read, or a label holds the separator
     * @throws IOException if reading or writing fails; then the target is as before
     */
    public void write(Path source, Path target, LabelledColumns columns, TableFormat format) throws IOException {
        write(source, target, LabelRewriter.of(columns, format, dataset.labels()));
    }

    private void write(Path source, Path target, LabelRewriter rows) throws IOException {
        AtomicFile.write(target, output -> {
            try (Utf8Lines lines = Utf8Lines.open(source)) {
                Optional<String> header = rows.header(lines);
                if (header.isPresent()) {
                    writeRow(header.get(), output);
                }
                int index = 0;
                for (Optional<String> row = rows.next(lines); row.isPresent(); row = rows.next(lines)) {
                    writeRow(index++, row.get(), rows, lines.where(), output);
                }
                requireUnchanged(lines.sha256(), source);
            }
        });
    }

    private void writeRow(int index, String row, LabelRewriter rows, String where, OutputStream output)
            throws IOException {
        Optional<List<Integer>> changed = labels.getOrDefault(index, Optional.of(List.of()));
        if (!labels.containsKey(index)) {
            writeRow(row, output);
        } else if (changed.isPresent()) {
            writeRow(rows.changed(row, changed.get(), where), output);
        }
    }

    private void requireUnchanged(String sha256, Path source) {
        if (!sha256.equals(dataset.sha256())) {
            throw new DatasetFormatException("found SHA-256 " + sha256 + ", expected " + dataset.sha256()
                    + " as when the texts were read from " + source);
        }
    }

    private static void writeRow(String row, OutputStream output) throws IOException {
        output.write((row + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
