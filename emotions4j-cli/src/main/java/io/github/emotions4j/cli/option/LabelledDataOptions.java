package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.input.InputFiles;
import io.github.emotions4j.cli.input.LabelledFile;
import io.github.emotions4j.cli.input.LabelsFile;
import io.github.emotions4j.cli.input.TextPlace;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.LabelledColumns;
import io.github.emotions4j.dataset.Relabelling;
import io.github.emotions4j.dataset.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how labelled texts are written. */
public final class LabelledDataOptions {

    @Option(
            names = "--text-column",
            paramLabel = "C",
            description = "Column of the texts in a CSV, TSV or JSON lines file. Default: text.")
    private @Nullable String textColumn;

    @Option(names = "--label-column", paramLabel = "C", description = "Column of the labels. Default: labels.")
    private @Nullable String labelColumn;

    @Option(
            names = "--label-separator",
            paramLabel = "S",
            description = "What stands between the labels of a text. Default: a comma.")
    private @Nullable String labelSeparator;

    /** Reads a file: GoEmotions by its columns' places, everything else by the columns' names. */
    public LabelledFile read(Path file, LabelSet labels) throws IOException {
        InputFiles.requireFile(file);
        if (isGoEmotions(file)) {
            TextPlace place = new TextPlace(index -> "line " + (index + 1) + " of " + file);
            return new LabelledFile(GoEmotions.readFile(file, labels), place);
        }
        TextPlace place = new TextPlace(index -> "row " + (index + 1) + " of " + file);
        return new LabelledFile(columns().read(file, TableFormat.of(file), labels), place);
    }

    /** Reads a file whose labels are listed elsewhere or, in named columns, are those that occur. */
    public Dataset read(Path file, Optional<Path> labels) throws IOException {
        InputFiles.requireFile(file);
        if (isGoEmotions(file) || labels.isPresent()) {
            return read(file, LabelsFile.ofGoEmotions(labels, file)).dataset();
        }
        return columns().read(file, TableFormat.of(file));
    }

    /** Writes a file again, in its own form, with other labels. */
    public void rewrite(Relabelling relabelling, Path source, Path target) throws IOException {
        if (isGoEmotions(source)) {
            relabelling.writeGoEmotions(source, target);
        } else {
            relabelling.write(source, target, columns(), TableFormat.of(source));
        }
    }

    /** Whether any of the options was given. */
    public boolean isGiven() {
        return Stream.of(textColumn, labelColumn, labelSeparator).anyMatch(Objects::nonNull);
    }

    private boolean isGoEmotions(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean namedColumns =
                Stream.of(".csv", ".jsonl", ".ndjson", ".parquet").anyMatch(name::endsWith);
        return !namedColumns && !isGiven();
    }

    private LabelledColumns columns() {
        LabelledColumns defaults = LabelledColumns.defaults();
        return new LabelledColumns(
                Objects.requireNonNullElse(textColumn, defaults.text()),
                Objects.requireNonNullElse(labelColumn, defaults.labels()),
                Objects.requireNonNullElse(labelSeparator, defaults.labelSeparator()),
                Optional.empty());
    }
}
