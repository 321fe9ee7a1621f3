package io.github.emotions4j.cli.option;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which texts to clean, and which others to look for them in. */
public final class CleaningDataOptions {

    private static final String EXPECTED = "expected --data DIR or --train F";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder with train.tsv and emotions.txt in the form of GoEmotions; dev.tsv and test.tsv there"
                            + " are only searched for texts of train.")
    private @Nullable Path folder;

    @Option(
            names = "--train",
            paramLabel = "F",
            description = "Instead of --data: the file of labelled texts to clean.")
    private @Nullable Path train;

    @Option(names = "--dev", paramLabel = "F", description = "With --train: only searched for texts of train.")
    private @Nullable Path dev;

    @Option(names = "--test", paramLabel = "F", description = "With --train: only searched for texts of train.")
    private @Nullable Path test;

    @Option(
            names = "--labels",
            paramLabel = "F",
            description =
                    "With --train: the labels, one a line. Default: those of the texts; for the form of GoEmotions"
                            + " emotions.txt beside the file.")
    private @Nullable Path labels;

    @Mixin
    private LabelledDataOptions columns = new LabelledDataOptions();

    /**
     * What to clean.
     *
     * @param train texts to clean
     * @param others texts that are only compared
     */
    public record Texts(Dataset train, List<Dataset> others) {}

    /** Refuses options that exclude each other, or that are not enough. */
    public void check(CommandSpec spec) {
        boolean ofFiles = Stream.of(train, dev, test, labels).anyMatch(Objects::nonNull);
        if (folder != null && (ofFiles || columns.isGiven())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data is a folder of GoEmotions, found it with options of --train; " + EXPECTED);
        }
        if (folder == null && train == null) {
            throw new ParameterException(spec.commandLine(), "found no texts to clean, " + EXPECTED);
        }
    }

    public Texts read() throws IOException {
        return folder == null ? ofFiles(Objects.requireNonNull(train)) : ofGoEmotions(folder);
    }

    private static Texts ofGoEmotions(Path folder) throws IOException {
        List<Dataset> others = new ArrayList<>();
        for (Split split : List.of(Split.DEV, Split.TEST)) {
            if (Files.exists(folder.resolve(split.fileName()))) {
                others.add(GoEmotions.read(folder, split));
            }
        }
        return new Texts(GoEmotions.read(folder, Split.TRAIN), others);
    }

    private Texts ofFiles(Path file) throws IOException {
        Dataset whole = columns.read(file, labels);
        List<Dataset> others = new ArrayList<>();
        if (dev != null) {
            others.add(columns.read(dev, whole.labels()).dataset());
        }
        if (test != null) {
            others.add(columns.read(test, whole.labels()).dataset());
        }
        return new Texts(whole, others);
    }
}
