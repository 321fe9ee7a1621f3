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

/** The options that name the texts to clean, and the other splits that must not share texts with them. */
public final class CleaningDataOptions {

    private static final String EXPECTED = "expected --data DIR or --train F";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder with train.tsv and emotions.txt in the GoEmotions format. dev.tsv and test.tsv in it are"
                            + " only searched for texts of train.")
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
                    "With --train: the labels, one per line. Default: those that occur in the file; for a file in the"
                            + " GoEmotions format, emotions.txt beside it.")
    private @Nullable Path labels;

    @Mixin
    private LabelledDataOptions columns = new LabelledDataOptions();

    /**
     * The texts to clean, with other splits.
     *
     * @param train texts to clean
     * @param others texts that are only searched for texts of train
     */
    public record Texts(Dataset train, List<Dataset> others) {}

    /**
     * Refuses missing options and options that exclude each other.
     *
     * @param spec the command
     * @throws ParameterException if options are missing or exclude each other
     */
    public void check(CommandSpec spec) {
        boolean ofFiles = Stream.of(train, dev, test, labels).anyMatch(Objects::nonNull);
        if (folder != null && (ofFiles || columns.isGiven())) {
            throw new ParameterException(
                    spec.commandLine(), "found --data together with options of --train; " + EXPECTED);
        }
        if (folder == null && train == null) {
            throw new ParameterException(spec.commandLine(), "found no texts to clean, " + EXPECTED);
        }
    }

    /**
     * Reads all texts.
     *
     * @return the texts to clean and the other splits
     * @throws IOException if a file cannot be read
     */
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
