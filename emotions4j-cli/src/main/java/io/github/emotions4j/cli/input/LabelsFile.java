package io.github.emotions4j.cli.input;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Utf8Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of labels, one per line, in id order. */
public final class LabelsFile {

    private LabelsFile() {}

    /**
     * The labels of {@code emotions.txt} beside a data file, else the 28 of GoEmotions.
     *
     * @param data the data file
     * @return the labels in id order
     * @throws IllegalArgumentException if the list repeats a label or has an empty one
     * @throws IOException if the list cannot be read
     */
    public static LabelSet besideData(Path data) throws IOException {
        Path beside = data.toAbsolutePath().resolveSibling(GoEmotions.LABELS_FILE);
        return Files.isRegularFile(beside) ? read(beside) : LabelSet.goEmotions();
    }

    /**
     * Reads a list of labels.
     *
     * @param file a UTF-8 file with a label per line
     * @return the labels in id order
     * @throws IllegalArgumentException if the list repeats a label or has an empty one; the message names the file
     * @throws IOException if the file cannot be read
     */
    public static LabelSet read(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                names.add(line.get().stripTrailing());
            }
        }
        try {
            return new LabelSet(names);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(wrong.getMessage() + " in " + file, wrong);
        }
    }
}
