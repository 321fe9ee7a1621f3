package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.output.ComparedResults;
import io.github.emotions4j.cli.output.NamedComparison;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.EvaluationFormat;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** {@code emotions evaluate}: judges a model, or anyone's scores, on labelled texts. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Judges a model, or the scores of any system, on labelled texts.",
        footer = {
            "",
            "The data is GoEmotions (text TAB label ids TAB id, no header), or CSV, TSV or JSON lines with a column of",
            "texts and one of labels. A .tsv file counts as GoEmotions unless a column option is given.",
            "",
            "Figures are ORACLE, in every format, when the judged texts themselves chose the thresholds. Intervals are",
            "95 %%, by 2,000 bootstrap draws. With --compare, csv has the differences alone.",
            "",
            "Examples:",
            "  emotions evaluate --data goemotions/test.tsv",
            "  emotions evaluate --data goemotions/test.tsv --threshold 0.5 \\",
            "      --tune-on goemotions/dev.tsv --oracle --format markdown",
            "  emotions evaluate --data reviews.csv --text-column body --label-column mood --format json",
            "  emotions evaluate --data goemotions/test.tsv --scores-file scores.csv --compare embedded",
            "  emotions evaluate --data goemotions/test.tsv --group ekman --report report.html"
        })
final class EvaluateCommand implements Callable<Integer> {

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
    private JudgedOptions judgedOptions = new JudgedOptions();

    @Option(
            names = "--compare",
            paramLabel = "DIR|ORG/NAME|F|embedded",
            description = "Say how much better this is than another model, a scores file or the embedded model.")
    private @Nullable String compare;

    @Option(
            names = "--group",
            paramLabel = "ekman|sentiment",
            description =
                    "Judge by group of labels: a group scores as its best member and is detected with any member.")
    private @Nullable GroupView group;

    @Mixin
    private FigureOptions figureOptions = new FigureOptions();

    @Option(
            names = "--report",
            paramLabel = "F",
            description =
                    "Also write a page with tables, plots and the worst errors: one HTML file that needs no other.")
    private @Nullable Path report;

    @ArgGroup(
            exclusive = false,
            validate = false,
            heading = "%nThresholds, as many choices as wanted; without one 0.5 and the model's own:%n")
    private ThresholdOptions thresholdOptions = new ThresholdOptions();

    @ArgGroup(exclusive = false, validate = false, heading = "%nHow --tune-on and --oracle choose:%n")
    private SearchOptions searchOptions = new SearchOptions();

    EvaluateCommand(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        try (Judged judged = judgedOptions.open(console, models, data, thresholdOptions.tuneScores())) {
            Judge judge = judge(judged.labels());
            Judgement judgement = judge.judge(judged);
            HtmlReport page = HtmlReport.of(judgement.evaluator(), judgement.selections());
            List<EvaluationResult> results = page.results();
            MissingPositives.warnOfScored(console, judge.data(), results.get(0));
            if (report != null) {
                page.write(report);
            }
            print(results, compared(judgement, judge, judged.labels()));
        }
        return ExitCode.DONE;
    }

    private void checkUsage() {
        judgedOptions.check(spec);
        boolean tunes = thresholdOptions.tuneOn().isPresent();
        boolean tunesByScores = thresholdOptions.tuneScores().isPresent();
        boolean scores = judgedOptions.scoresFile().isPresent();
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

    private Judge judge(LabelSet labels) throws IOException {
        LabelledFile labelled = dataOptions.read(data, labels);
        Optional<LabelledFile> tuning = Optional.empty();
        if (thresholdOptions.tuneOn().isPresent()) {
            LabelledFile found = dataOptions.read(thresholdOptions.tuneOn().get(), labels);
            MissingPositives.warnOfTuning(console, found);
            tuning = Optional.of(found);
        }
        boolean haveOwn = judgedOptions.scoresFile().isEmpty() && !comparesScores();
        ThresholdPlan plan = thresholdOptions.plan(tuning, searchOptions, haveOwn);
        return new Judge(labelled, plan, group, figureOptions.draws());
    }

    private List<NamedComparison> compared(Judgement judgement, Judge judge, LabelSet labels) throws IOException {
        if (compare == null) {
            return List.of();
        }
        try (Judged other = other(compare, labels)) {
            return judgement.minus(judge.judge(other), judge.draws());
        }
    }

    private Judged other(String name, LabelSet labels) throws IOException {
        if (comparesScores()) {
            return new JudgedScores(labels, Path.of(name), Optional.empty());
        }
        Optional<Path> folder = name.equals(EMBEDDED) ? Optional.empty() : Optional.of(Path.of(name));
        return judgedOptions.openOther(console, models, folder);
    }

    private boolean comparesScores() {
        return compare != null && !compare.equals(EMBEDDED) && Files.isRegularFile(Path.of(compare));
    }

    private void print(List<EvaluationResult> results, List<NamedComparison> comparisons) throws IOException {
        EvaluationFormat format = figureOptions.format();
        FigureOptions.print(
                console,
                comparisons.isEmpty() ? format.format(results) : ComparedResults.format(format, results, comparisons));
    }
}
