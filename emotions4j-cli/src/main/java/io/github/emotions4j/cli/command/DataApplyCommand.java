package io.github.emotions4j.cli.command;

import io.github.emotions4j.cleaning.ApplyOptions;
import io.github.emotions4j.cleaning.Corrections;
import io.github.emotions4j.cleaning.FindingKind;
import io.github.emotions4j.cleaning.ReviewFile;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.input.InputFiles;
import io.github.emotions4j.cli.option.LabelledDataOptions;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions data apply}: writes a training file with the decisions of a review. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Writes a new training file with the labels that a review of 'emotions data clean' decided.",
        footer = {
            "",
            "A row of the review with the decision accept gets the labels of its column 'suggested'. A row with drop",
            "is left out. A row with keep, or without a decision, stays unchanged, as do all rows without a finding.",
            "The reviewed file itself is not changed, and a review of another file is refused.",
            "",
            "Examples:",
            "  emotions data apply --review cleaning/review.tsv --train goemotions/train.tsv \\",
            "      --output cleaned.tsv",
            "  emotions data apply --review cleaning/review.tsv --train goemotions/train.tsv --accept-all \\",
            "      --drop duplicate --output cleaned.tsv"
        })
public final class DataApplyCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--review", paramLabel = "F", required = true, description = "The review: .tsv, .csv or .jsonl.")
    private Path review = Path.of("");

    @Option(names = "--train", paramLabel = "F", required = true, description = "The file that was reviewed.")
    private Path train = Path.of("");

    @Mixin
    private LabelledDataOptions columns = new LabelledDataOptions();

    @Option(
            names = "--labels",
            paramLabel = "F",
            description =
                    "The labels, one per line. Default: those that occur in the file; for a file in the GoEmotions"
                            + " format, emotions.txt beside it.")
    private @Nullable Path labels;

    @Option(names = "--output", paramLabel = "F", required = true, description = "The file to write.")
    private Path output = Path.of("");

    @Option(names = "--overwrite", description = "Replace the output file.")
    private boolean overwrite;

    @Option(names = "--dev", paramLabel = "F", description = "A file that --output must not overwrite.")
    private @Nullable Path dev;

    @Option(names = "--test", paramLabel = "F", description = "A file that --output must not overwrite.")
    private @Nullable Path test;

    @Option(names = "--accept-all", description = "Also accept all suggestions without a decision.")
    private boolean acceptAll;

    @Option(
            names = "--min-score",
            paramLabel = "X",
            description = "Also accept suggestions without a decision whose score is at least this, from 0 to 1.")
    private @Nullable Double minScore;

    @Option(
            names = "--drop",
            paramLabel = "duplicate|overlap",
            split = ",",
            description =
                    "Also leave out texts without a decision that repeat an earlier one, or that occur in dev or test.")
    private List<Droppable> drop = new ArrayList<>();

    /** The kinds of findings that can be dropped without a decision. */
    enum Droppable {
        DUPLICATE(FindingKind.DUPLICATE),
        OVERLAP(FindingKind.OVERLAP);

        private final FindingKind kind;

        Droppable(FindingKind kind) {
            this.kind = kind;
        }
    }

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     */
    public DataApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ApplyOptions options = options();
        requireWritable();
        Dataset dataset = columns.read(train, labels);
        List<ReviewFile.Entry> entries = ReviewFile.read(InputFiles.requireFile(review));
        Corrections corrections = Corrections.of(entries, dataset, options);
        columns.rewrite(corrections.relabelling(), train, output);
        console.println(
                "%,d texts read, %,d with other labels, %,d left out, %,d suggestions undecided; %,d texts in %s",
                dataset.size(),
                corrections.relabelled(),
                corrections.dropped(),
                corrections.undecided(),
                dataset.size() - corrections.dropped(),
                output);
        return ExitCode.DONE;
    }

    private ApplyOptions options() {
        if (acceptAll && minScore != null) {
            throw usage("--accept-all and --min-score exclude each other, expected one of them at most");
        }
        Set<FindingKind> dropped = EnumSet.noneOf(FindingKind.class);
        drop.forEach(droppable -> dropped.add(droppable.kind));
        try {
            return new ApplyOptions(
                    acceptAll, minScore == null ? OptionalDouble.empty() : OptionalDouble.of(minScore), dropped);
        } catch (IllegalArgumentException outside) {
            throw usage(String.valueOf(outside.getMessage()));
        }
    }

    // Cleaned labels in dev or test would make the metrics on them meaningless.
    private void requireWritable() throws IOException {
        for (Split split : List.of(Split.DEV, Split.TEST)) {
            String name = String.valueOf(output.getFileName()).toLowerCase(Locale.ROOT);
            if (name.startsWith(split.splitName() + ".")) {
                throw new IOException("output is " + output + ", the name of the split " + split.splitName()
                        + "; cleaned texts are for training, expected another name");
            }
        }
        for (Path source : new Path[] {train, review, dev, test}) {
            if (source != null && Files.exists(source) && Files.exists(output) && Files.isSameFile(source, output)) {
                throw new IOException("output is " + output + ", which is read or protected; expected another file");
            }
        }
        if (Files.exists(output) && !overwrite) {
            throw new IOException("found " + output + " already, expected no such file or --overwrite");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
