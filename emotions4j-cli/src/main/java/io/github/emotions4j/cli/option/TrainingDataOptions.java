package io.github.emotions4j.cli.option;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.HoldOutSplit;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.dataset.UnknownLabelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that name the training data: a GoEmotions folder, or files of the user. */
public final class TrainingDataOptions {

    private static final String EXPECTED = "expected --data DIR, or --train F with --dev F or --dev-fraction X";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder with train.tsv, dev.tsv and emotions.txt in the GoEmotions format. If it has a test.tsv,"
                            + " the finished model is evaluated on it for the model card.")
    private @Nullable Path folder;

    @Option(
            names = "--train",
            paramLabel = "F",
            description = "Instead of --data: a file of labelled texts to train on.")
    private @Nullable Path train;

    @Option(
            names = "--dev",
            paramLabel = "F",
            description = "With --train: the dev split, to evaluate each epoch and to choose thresholds on.")
    private @Nullable Path dev;

    @Option(
            names = "--dev-fraction",
            paramLabel = "X",
            description =
                    "With --train, instead of --dev: hold out this share of the training texts as dev, drawn by --seed;"
                            + " equal texts stay together.")
    private @Nullable Double devFraction;

    @Option(
            names = "--test",
            paramLabel = "F",
            description = "With --train: the test split, to evaluate the finished model for the model card.")
    private @Nullable Path test;

    @Option(
            names = "--labels",
            paramLabel = "F",
            description =
                    "With --train: the labels in the order of the model, one per line. Default: those of the training"
                            + " texts, in alphabetical order; for a file in the GoEmotions format, emotions.txt beside"
                            + " it.")
    private @Nullable Path labels;

    @Mixin
    private LabelledDataOptions columns = new LabelledDataOptions();

    /**
     * The splits of a training run.
     *
     * @param train texts to train on
     * @param dev texts to evaluate each epoch and to choose thresholds on
     * @param test texts to evaluate the finished model on, if there are any
     */
    public record Splits(Dataset train, Dataset dev, Optional<Dataset> test) {}

    /**
     * Refuses missing options and options that exclude each other.
     *
     * @param spec the command
     * @throws ParameterException if options are missing or exclude each other
     */
    public void check(CommandSpec spec) {
        boolean ofFiles = Stream.of(train, dev, devFraction, test, labels).anyMatch(Objects::nonNull);
        if (folder != null && (ofFiles || columns.isGiven())) {
            throw usage(spec, "found --data together with options of --train; " + EXPECTED);
        }
        if (folder == null && train == null) {
            throw usage(spec, "found no training texts, " + EXPECTED);
        }
        if (train != null && (dev == null) == (devFraction == null)) {
            String found = dev == null ? "neither --dev nor --dev-fraction" : "both --dev and --dev-fraction";
            throw usage(spec, "found " + found + ", " + EXPECTED);
        }
        if (devFraction != null && !(devFraction > 0 && devFraction < 1)) {
            throw usage(spec, "--dev-fraction is " + devFraction + ", expected above 0 and below 1");
        }
    }

    /**
     * Reads all texts.
     *
     * @param seed random seed of {@code --dev-fraction}
     * @return the splits
     * @throws IOException if a file cannot be read
     */
    public Splits read(long seed) throws IOException {
        return folder == null ? ofFiles(Objects.requireNonNull(train), seed) : ofGoEmotions(folder);
    }

    private static Splits ofGoEmotions(Path folder) throws IOException {
        boolean haveTest = Files.exists(folder.resolve(Split.TEST.fileName()));
        return new Splits(
                GoEmotions.read(folder, Split.TRAIN),
                GoEmotions.read(folder, Split.DEV),
                haveTest ? Optional.of(GoEmotions.read(folder, Split.TEST)) : Optional.empty());
    }

    private Splits ofFiles(Path file, long seed) throws IOException {
        Dataset whole = columns.read(file, labels);
        Optional<Dataset> tested = test == null ? Optional.empty() : Optional.of(other(test, whole));
        if (dev != null) {
            return new Splits(whole, other(dev, whole), tested);
        }
        HoldOutSplit parts = HoldOutSplit.of(whole, Objects.requireNonNull(devFraction), seed);
        return new Splits(parts.train(), parts.heldOut(), tested);
    }

    private Dataset other(Path file, Dataset whole) throws IOException {
        try {
            return columns.read(file, whole.labels()).dataset();
        } catch (UnknownLabelException unknown) {
            if (labels != null) {
                throw unknown;
            }
            UnknownLabelException explained = new UnknownLabelException(
                    unknown.getMessage() + "; these are the labels of " + train + "; --labels F sets other labels");
            explained.initCause(unknown);
            throw explained;
        }
    }

    private static ParameterException usage(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
