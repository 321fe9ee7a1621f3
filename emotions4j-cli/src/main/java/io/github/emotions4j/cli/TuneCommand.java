package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.evaluation.EvaluationFormat;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.ThresholdChoice;
import io.github.emotions4j.evaluation.ThresholdSearch;
import io.github.emotions4j.evaluation.ThresholdSelection;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** {@code emotions tune}: chooses a model's thresholds on labelled texts. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = "Chooses one threshold per label on labelled texts and writes thresholds.json.",
        footer = {
            "",
            "The data is GoEmotions (text TAB label ids TAB id, no header), or CSV, TSV or JSON lines with a column of",
            "texts and one of labels. A label that no text has keeps the threshold 0.5.",
            "",
            "The figures printed are those of the texts that chose: ORACLE, no honest figure. Judge on other texts with",
            "emotions evaluate.",
            "",
            "Examples:",
            "  emotions tune --data ../shared/goemotions/dev.tsv --model models/mine",
            "  emotions tune --data ../shared/goemotions/dev.tsv --objective precision:0.8 --output careful.json",
            "  emotions tune --data dev.csv --text-column body --label-column mood --scores-file scores.csv \\",
            "      --labels moods.txt --output thresholds.json"
        })
final class TuneCommand implements Callable<Integer> {

    private final Console console;
    private final ModelSource models;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "F", required = true, description = "The labelled texts to choose on.")
    private Path data = Path.of("");

    @Mixin
    private LabelledDataOptions dataOptions = new LabelledDataOptions();

    @Mixin
    private JudgedOptions judgedOptions = new JudgedOptions();

    @Option(
            names = "--output",
            paramLabel = "F",
            description = "The file to write. Default: thresholds.json of the model folder.")
    private @Nullable Path output;

    @Option(names = "--format", paramLabel = "text|markdown|json|csv", description = "How to print. Default: text.")
    private EvaluationFormat format = EvaluationFormat.TEXT;

    @ArgGroup(exclusive = false, validate = false, heading = "%nHow thresholds are chosen:%n")
    private SearchOptions searchOptions = new SearchOptions();

    TuneCommand(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        judgedOptions.check(spec);
        Path target = target();
        ThresholdSearch search = searchOptions.search();
        try (Judged judged = judgedOptions.open(console, models, data, Optional.empty())) {
            LabelledFile labelled = dataOptions.read(data, judged.labels());
            MissingPositives.warnOfTuning(console, labelled);
            Evaluator evaluator = Evaluator.of(labelled.dataset(), judged.scores(labelled));
            ThresholdChoice choice = search.choose(evaluator.truth(), evaluator.scores());
            choice.toFile(labelled.dataset()).write(target);
            print(evaluator, choice);
        }
        console.error().println("emotions: wrote " + target + " (" + search.description() + ")");
        return ExitCode.DONE;
    }

    private Path target() throws IOException {
        if (output != null) {
            return requireFolder(output);
        }
        Path folder = judgedOptions
                .modelFolder()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "nowhere to write, expected --model DIR or --output F"));
        if (HubFolders.idOf(folder).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no folder at " + folder + ", and a model of the hub needs --output, a file to write");
        }
        return requireFolder(folder.resolve(ModelFiles.THRESHOLDS));
    }

    private static Path requireFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("no folder at " + folder + ", expected one to write " + file.getFileName() + " into");
        }
        return file;
    }

    private void print(Evaluator evaluator, ThresholdChoice choice) throws IOException {
        String figures = format.format(List.of(evaluator.at(ThresholdSelection.oracle(choice))));
        console.output().write(figures.getBytes(StandardCharsets.UTF_8));
    }
}
