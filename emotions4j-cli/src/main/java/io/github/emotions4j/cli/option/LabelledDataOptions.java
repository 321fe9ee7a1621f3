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

/** The options that describe the format of labelled texts. */
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
            description = "Separator between the labels of a text. Default: a comma.")
    private @Nullable String labelSeparator;

    /**
     * Reads a file with known labels. GoEmotions files have fixed columns, others are read by the names of the columns.
     *
     * @param file the file
     * @param labels the labels
     * @return the labelled texts
     * @throws IOException if the file cannot be read
     */
    public LabelledFile read(Path file, LabelSet labels) throws IOException {
        InputFiles.requireFile(file);
        if (isGoEmotions(file)) {
            TextPlace place = new TextPlace(index -> "line " + (index + 1) + " of " + file);
            return new LabelledFile(GoEmotions.readFile(file, labels), place);
        }
        TextPlace place = new TextPlace(index -> "row " + (index + 1) + " of " + file);
        return new LabelledFile(columns().read(file, TableFormat.of(file), labels), place);
    }

    /**
     * Reads a file and finds its labels.
     *
     * @param file the file
     * @return the labelled texts; a GoEmotions file has the labels of {@code emotions.txt} beside it, else the 28 of
     *     GoEmotions; any other file has those that occur in it
     * @throws IOException if the file cannot be read
     */
    public Dataset read(Path file) throws IOException {
        InputFiles.requireFile(file);
        return isGoEmotions(file)
                ? read(file, LabelsFile.besideData(file)).dataset()
                : columns().read(file, TableFormat.of(file));
    }

    /**
     * Reads a file whose labels may be listed in another file.
     *
     * @param file the file
     * @param labels a list of labels, or null to find them as {@link #read(Path)} does
     * @return the labelled texts
     * @throws IOException if a file cannot be read
     */
    public Dataset read(Path file, @Nullable Path labels) throws IOException {
        if (labels == null) {
            return read(file);
        }
        InputFiles.requireFile(file);
        return read(file, LabelsFile.read(InputFiles.requireFile(labels))).dataset();
    }

    /**
     * Writes a copy of a file, in its own format, with other labels.
     *
     * @param relabelling the new labels
     * @param source the file to copy
     * @param target the file to write
     * @throws IOException if reading or writing fails
     */
    public void rewrite(Relabelling relabelling, Path source, Path target) throws IOException {
        if (isGoEmotions(source)) {
            relabelling.writeGoEmotions(source, target);
        } else {
            relabelling.write(source, target, columns(), TableFormat.of(source));
        }
    }

    /**
     * Whether any of the options was given.
     *
     * @return false where all have their defaults
     */
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
