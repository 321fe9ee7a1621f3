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

/** A list of labels, one a line, in id order. */
public final class LabelsFile {

    private LabelsFile() {}

    /** The labels of a list that the user named, else of {@code emotions.txt} beside the data, else the 28. */
    public static LabelSet ofGoEmotions(Optional<Path> named, Path data) throws IOException {
        if (named.isPresent()) {
            return read(InputFiles.requireFile(named.get()));
        }
        Path beside = data.toAbsolutePath().resolveSibling(GoEmotions.LABELS_FILE);
        return Files.isRegularFile(beside) ? read(beside) : LabelSet.goEmotions();
    }

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
