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
 * Copies a file of labelled texts, replaces the labels of some texts and removes others. Unchanged rows, other columns
 * and the order stay the same, byte for byte. Immutable and thread-safe.
 *
 * @param dataset the dataset that was read from the file
 * @param labels the new label ids by the index of a text; empty removes the text
 */
public record Relabelling(Dataset dataset, Map<Integer, Optional<List<Integer>>> labels) {

    /**
     * Makes a relabelling; the map is copied.
     *
     * @throws IllegalArgumentException if an index is outside the dataset, or every text would be removed
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
                    + "' would be removed, expected at least one to stay");
        }
    }

    /**
     * Writes a file in the format of GoEmotions.
     *
     * @param source the file that the dataset was read from
     * @param target the file to write or replace; not the source
     * @throws DatasetFormatException if the source has changed since it was read, or a text would have no label, which
     *     this format cannot express
     * @throws IOException if reading or writing fails; then the target is unchanged
     */
    public void writeGoEmotions(Path source, Path target) throws IOException {
        write(source, target, LabelRewriter.goEmotions());
    }

    /**
     * Writes a CSV, TSV or JSON Lines file.
     *
     * @param source the file that the dataset was read from
     * @param target the file to write or replace; not the source
     * @param columns the columns of the file; new labels are written by name
     * @param format the file format
     * @throws DatasetFormatException if the source has changed since it was read, or a label contains the separator
     * @throws IOException if reading or writing fails; then the target is unchanged
     */
    public void write(Path source, Path target, LabelledColumns columns, TableFormat format) throws IOException {
        write(source, target, LabelRewriter.of(columns, format, dataset.labels()));
    }

    private void write(Path source, Path target, LabelRewriter rewriter) throws IOException {
        AtomicFile.write(target, output -> {
            try (Utf8Lines lines = Utf8Lines.open(source)) {
                Optional<String> header = rewriter.header(lines);
                if (header.isPresent()) {
                    writeRow(header.get(), output);
                }
                int index = 0;
                for (Optional<String> row = rewriter.next(lines); row.isPresent(); row = rewriter.next(lines)) {
                    writeRow(index++, row.get(), rewriter, lines.where(), output);
                }
                requireUnchanged(lines.sha256(), source);
            }
        });
    }

    private void writeRow(int index, String row, LabelRewriter rewriter, String where, OutputStream output)
            throws IOException {
        Optional<List<Integer>> changed = labels.getOrDefault(index, Optional.of(List.of()));
        if (!labels.containsKey(index)) {
            writeRow(row, output);
        } else if (changed.isPresent()) {
            writeRow(rewriter.relabelled(row, changed.get(), where), output);
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
