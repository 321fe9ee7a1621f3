package io.github.emotions4j.cli.command;

import io.github.emotions4j.cleaning.CleaningOptions;
import io.github.emotions4j.cleaning.DataCleaning;
import io.github.emotions4j.cleaning.OutOfFoldOptions;
import io.github.emotions4j.cleaning.Review;
import io.github.emotions4j.cleaning.ReviewFile;
import io.github.emotions4j.cleaning.ReviewFormat;
import io.github.emotions4j.cleaning.ReviewPage;
import io.github.emotions4j.cleaning.ScoreTable;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.input.InputFiles;
import io.github.emotions4j.cli.option.BaseEncoder;
import io.github.emotions4j.cli.option.CleaningDataOptions;
import io.github.emotions4j.cli.option.LabelIssueOptions;
import io.github.emotions4j.cli.option.RecipeOptions;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.scorefile.ScoreFile;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.training.TrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions data clean}: finds doubtful labels and repeated texts, for a person to review. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = "Finds repeated texts, conflicting labels and labels that are likely wrong or missing.",
        footer = {
            "",
            "The data is not changed. The output folder gets review.tsv and review.jsonl with a row per finding; edit",
            "one of them and run 'emotions data apply'. Without --base or --scores only repeated texts are searched",
            "for.",
            "",
            "Wrong and missing labels are found by confident learning. It needs out-of-fold scores: the scores of each",
            "text by a model that was not trained on it. --base trains such models by cross-validation, one per fold;",
            "repeat the command to continue an interrupted run. The folder keeps the scores in scores.tsv.",
            "docs/guide/cleaning.md explains the method and the review.",
            "",
            "Examples:",
            "  emotions data clean --data goemotions --output cleaning",
            "  emotions data clean --data goemotions --base all-minilm-l6-v2 --folds 4 --epochs 2 \\",
            "      --output cleaning --report cleaning/review.html",
            "  emotions data clean --train mine.csv --text-column body --label-column mood --scores oof.tsv \\",
            "      --output cleaning"
        })
public final class DataCleanCommand implements Callable<Integer> {

    private static final String TABLE = "review.tsv";
    private static final String LINES = "review.jsonl";
    private static final String SCORES = "scores.tsv";
    private static final String FOLDS = "folds";

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CleaningDataOptions data = new CleaningDataOptions();

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "The folder for the findings.")
    private Path output = Path.of("");

    @Option(names = "--overwrite", description = "Replace a review in the output folder.")
    private boolean overwrite;

    @Option(
            names = "--scores",
            paramLabel = "F",
            description = "Out-of-fold scores of the texts, in their order, as --scores-file of evaluate reads them.")
    private @Nullable Path scores;

    @Option(
            names = "--base",
            paramLabel = "ENCODER",
            description = "Instead of --scores: the encoder to train each fold's model from, as in train.")
    private @Nullable String base;

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "With --base: number of cross-validation folds, with one model each. Default: 5.")
    private @Nullable Integer folds;

    @Mixin
    private LabelIssueOptions findingOptions = new LabelIssueOptions();

    @Option(names = "--format", paramLabel = "text|json", description = "Output format. Default: text.")
    private ReviewFormat format = ReviewFormat.TEXT;

    @Option(
            names = "--report",
            paramLabel = "F",
            description = "Also write a page to search, filter and sort the findings, as one self-contained HTML file.")
    private @Nullable Path report;

    @ArgGroup(
            exclusive = false,
            validate = false,
            heading = "%nTraining recipe of each fold, where it differs from the encoder's default:%n")
    private RecipeOptions recipe = new RecipeOptions();

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     */
    public DataCleanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        CleaningOptions options = findingOptions.cleaning(spec);
        requireFree();
        CleaningDataOptions.Texts texts = data.read();
        Files.createDirectories(output);
        DataCleaning cleaning = DataCleaning.of(texts.train(), options);
        Optional<ScoreMatrix> outOfFold = outOfFold(cleaning, texts.train());
        Review review = outOfFold.isPresent()
                ? cleaning.review(outOfFold.get(), texts.others())
                : cleaning.review(texts.others());
        ReviewFile.write(output.resolve(TABLE), review);
        ReviewFile.write(output.resolve(LINES), review);
        if (report != null) {
            ReviewPage.of(review).write(report);
        }
        console.output().write(format.format(review).getBytes(StandardCharsets.UTF_8));
        return ExitCode.DONE;
    }

    private void checkUsage() {
        data.check(spec);
        if (scores != null && base != null) {
            throw usage("--scores and --base exclude each other, expected one of them at most");
        }
        TrainingOptions plain = TrainingOptions.defaults();
        if (base == null && (folds != null || !recipe.apply(plain).equals(plain))) {
            throw usage("--folds and the recipe are for --base, found none");
        }
    }

    private void requireFree() throws IOException {
        for (String name : new String[] {TABLE, LINES}) {
            if (Files.exists(output.resolve(name)) && !overwrite) {
                throw new IOException("output folder " + output + " already holds a review (" + name
                        + "), which may have been edited; expected another folder or --overwrite");
            }
        }
    }

    private Optional<ScoreMatrix> outOfFold(DataCleaning cleaning, Dataset train) throws IOException {
        if (base != null) {
            // Read back, so that the file with --scores gives the same review.
            ScoreTable.write(output.resolve(SCORES), trained(cleaning, base));
            return Optional.of(ScoreFile.read(output.resolve(SCORES), train));
        }
        return scores == null ? Optional.empty() : Optional.of(ScoreFile.read(InputFiles.requireFile(scores), train));
    }

    private ScoreMatrix trained(DataCleaning cleaning, String name) throws IOException {
        BaseEncoder encoder = encoder(name);
        OutOfFoldOptions options = foldOptions(encoder.preset());
        try (TrainingProgress progress = new TrainingProgress(console)) {
            progress.stageStarted("reading encoder " + encoder.name());
            PretrainedEncoder start = encoder.read();
            return cleaning.outOfFoldScores(start, options, progress);
        }
    }

    private BaseEncoder encoder(String name) {
        try {
            return BaseEncoder.resolve(name, console);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private OutOfFoldOptions foldOptions(TrainingOptions preset) {
        int count = folds == null ? 5 : folds;
        try {
            return new OutOfFoldOptions(count, recipe.apply(preset), output.resolve(FOLDS));
        } catch (IllegalArgumentException outside) {
            throw new ParameterException(spec.commandLine(), String.valueOf(outside.getMessage()), outside);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
