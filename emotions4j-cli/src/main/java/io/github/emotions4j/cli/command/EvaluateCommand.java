package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.option.EvaluatedSystemOptions;
import io.github.emotions4j.cli.option.LabelGrouping;
import io.github.emotions4j.cli.option.LabelledDataOptions;
import io.github.emotions4j.cli.option.ModelReference;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.cli.option.OpenSystem;
import io.github.emotions4j.cli.option.ResultOptions;
import io.github.emotions4j.cli.option.ThresholdOptions;
import io.github.emotions4j.cli.option.ThresholdSearchOptions;
import io.github.emotions4j.cli.output.ComparedResults;
import io.github.emotions4j.cli.output.MissingPositives;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluatedScoreFile;
import io.github.emotions4j.evaluation.EvaluationOptions;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.SystemComparison;
import io.github.emotions4j.evaluation.SystemEvaluation;
import io.github.emotions4j.evaluation.report.EvaluationFormat;
import io.github.emotions4j.evaluation.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions evaluate}: evaluates a model, or the scores of any system, on labelled texts. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Evaluates a model, or the scores of any system, on labelled texts.",
        footer = {
            "",
            "The data is GoEmotions (text TAB label ids TAB id, no header), or CSV, TSV or JSON lines with a column of",
            "texts and one of labels. A .tsv file counts as GoEmotions unless a column option is given.",
            "",
            "Every format marks metrics as ORACLE when the thresholds were chosen on the evaluated texts: they are an",
            "upper bound. Intervals are 95 %% bootstrap intervals (2,000 samples). With --compare, csv has only the",
            "differences.",
            "",
            "Examples:",
            "  emotions evaluate --data goemotions/test.tsv",
            "  emotions evaluate --data goemotions/test.tsv --threshold 0.5 \\",
            "      --tune-on goemotions/dev.tsv --oracle --format markdown",
            "  emotions evaluate --data reviews.csv --text-column body --label-column mood --format json",
            "  emotions evaluate --data goemotions/test.tsv --scores-file scores.csv --compare embedded",
            "  emotions evaluate --data goemotions/test.tsv --group ekman --report report.html"
        })
public final class EvaluateCommand implements Callable<Integer> {

    private static final String EMBEDDED = "embedded";

    private final Console console;
    private final ModelSource models;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "F", required = true, description = "The labelled texts.")
    private Path data = Path.of("");

    @Mixin
    private LabelledDataOptions dataOptions = new LabelledDataOptions();

    @Mixin
    private EvaluatedSystemOptions systemOptions = new EvaluatedSystemOptions();

    @Option(
            names = "--compare",
            paramLabel = "DIR|ORG/NAME|F|embedded",
            description = "Compare with another model, a score file or the embedded model: differences with bootstrap"
                    + " intervals.")
    private @Nullable String compare;

    @Option(
            names = "--group",
            paramLabel = "ekman|sentiment",
            description =
                    "Evaluate groups of labels. A group has the highest score of its members and is detected with any"
                            + " member.")
    private @Nullable LabelGrouping group;

    @Mixin
    private ResultOptions resultOptions = new ResultOptions();

    @Option(
            names = "--report",
            paramLabel = "F",
            description =
                    "Also write a report with tables, plots and the worst errors, as one self-contained HTML file.")
    private @Nullable Path report;

    @ArgGroup(
            exclusive = false,
            validate = false,
            heading = "%nThresholds; several may be given. Default: 0.5 and the model's own:%n")
    private ThresholdOptions thresholdOptions = new ThresholdOptions();

    @ArgGroup(exclusive = false, validate = false, heading = "%nThreshold search of --tune-on and --oracle:%n")
    private ThresholdSearchOptions searchOptions = new ThresholdSearchOptions();

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     * @param models opens the models
     */
    public EvaluateCommand(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        try (OpenSystem opened = open()) {
            LabelSet labels = opened.system().labels();
            ScoringProgress progress = new ScoringProgress(console);
            Dataset labelled = progress.watch(dataOptions.read(data, labels));
            EvaluationOptions options = options(labels, progress);
            SystemEvaluation evaluation = SystemEvaluation.run(opened.system(), labelled, options, progress);
            HtmlReport page = HtmlReport.of(evaluation.evaluator(), evaluation.selections());
            MissingPositives.warnOfScored(console, labelled, page.results().get(0));
            if (report != null) {
                page.write(report);
            }
            print(page.results(), compared(evaluation, options, progress));
        }
        return ExitCode.DONE;
    }

    private OpenSystem open() throws IOException {
        return thresholdOptions.tuneScores().isPresent()
                ? systemOptions.open(
                        console, models, data, thresholdOptions.tuneScores().get())
                : systemOptions.open(console, models, data);
    }

    private void checkUsage() {
        systemOptions.check(spec);
        boolean tunes = thresholdOptions.tuneOn().isPresent();
        boolean tunesByScores = thresholdOptions.tuneScores().isPresent();
        boolean scores = systemOptions.scoresFile().isPresent();
        if (thresholdOptions.isOwn() && (scores || comparesScores())) {
            throw usage("--own is for models, scores in a file have no thresholds");
        }
        if (tunesByScores && !(scores && tunes)) {
            throw usage("--tune-scores is for --scores-file and --tune-on together");
        }
        if (tunes && scores && !tunesByScores) {
            throw usage("--tune-on with --scores-file needs --tune-scores, the scores of those texts");
        }
        if (tunes && comparesScores()) {
            throw usage("--tune-on needs a model to compare with, found the file " + compare);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private EvaluationOptions options(LabelSet labels, ScoringProgress progress) throws IOException {
        List<Dataset> tuning = new ArrayList<>();
        if (thresholdOptions.tuneOn().isPresent()) {
            Dataset found =
                    progress.watch(dataOptions.read(thresholdOptions.tuneOn().get(), labels));
            MissingPositives.warnOfTuning(console, found);
            tuning.add(found);
        }
        boolean haveOwn = systemOptions.scoresFile().isEmpty() && !comparesScores();
        EvaluationOptions options = EvaluationOptions.defaults()
                .withThresholds(thresholdOptions.plan(tuning, searchOptions, haveOwn))
                .withBootstrap(resultOptions.draws());
        return group == null ? options : options.withGroups(group.of(labels));
    }

    private List<SystemComparison> compared(
            SystemEvaluation evaluation, EvaluationOptions options, ScoringProgress progress) throws IOException {
        if (compare == null) {
            return List.of();
        }
        Dataset labelled = evaluation.evaluator().data();
        try (OpenSystem other = other(compare, labelled.labels())) {
            return evaluation.minus(SystemEvaluation.run(other.system(), labelled, options, progress));
        }
    }

    private OpenSystem other(String name, LabelSet labels) throws IOException {
        if (comparesScores()) {
            return EvaluatedSystemOptions.ofFile(EvaluatedScoreFile.of(labels, Path.of(name)));
        }
        ModelReference model = name.equals(EMBEDDED) ? ModelReference.embedded() : ModelReference.of(Path.of(name));
        return systemOptions.openOther(console, models, model);
    }

    private boolean comparesScores() {
        return compare != null && !compare.equals(EMBEDDED) && Files.isRegularFile(Path.of(compare));
    }

    private void print(List<EvaluationResult> results, List<SystemComparison> comparisons) throws IOException {
        EvaluationFormat format = resultOptions.format();
        ResultOptions.print(
                console,
                comparisons.isEmpty() ? format.format(results) : ComparedResults.format(format, results, comparisons));
    }
}
