package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.option.EvaluatedSystemOptions;
import io.github.emotions4j.cli.option.FolderResolver;
import io.github.emotions4j.cli.option.LabelledDataOptions;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.cli.option.OpenSystem;
import io.github.emotions4j.cli.option.ResultOptions;
import io.github.emotions4j.cli.option.ThresholdSearchOptions;
import io.github.emotions4j.cli.output.MissingPositives;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluatedSystem;
import io.github.emotions4j.evaluation.ThresholdTuning;
import io.github.emotions4j.evaluation.TunedThresholds;
import io.github.emotions4j.finetuning.FolderTuning;
import io.github.emotions4j.finetuning.TuningOptions;
import io.github.emotions4j.finetuning.TuningReport;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        description =
                "Chooses one threshold per label on labelled texts. Writes thresholds.json and updates the model card.",
        footer = {
            "",
            "The data is GoEmotions (text TAB label ids TAB id, no header), or CSV, TSV or JSON lines with a column of",
            "texts and one of labels. A label without any example keeps the threshold 0.5.",
            "",
            "--calibrate changes the weights and biases of the classifier in model.safetensors and, if they exist, in",
            "model.onnx and model_quantized.onnx. Other tools read the folder as before.",
            "",
            "Without --test, the metrics are those of the texts that the thresholds were chosen on: an upper bound,",
            "marked ORACLE.",
            "",
            "The model card (README.md) gets new tables, a new model-index and the plots f1-per-label.png and",
            "reliability.png. Its other text stays. With --output the card is not changed, because the thresholds of",
            "the folder did not change.",
            "",
            "Examples:",
            "  emotions tune --data goemotions/dev.tsv --model models/mine",
            "  emotions tune --data goemotions/dev.tsv --test goemotions/test.tsv --model models/mine",
            "  emotions tune --data goemotions/dev.tsv --model models/mine --calibrate",
            "  emotions tune --data goemotions/dev.tsv --objective precision:0.8 --output careful.json",
            "  emotions tune --data dev.csv --text-column body --label-column mood --scores-file scores.csv \\",
            "      --labels moods.txt --output thresholds.json"
        })
public final class TuneCommand implements Callable<Integer> {

    private final Console console;
    private final ModelSource models;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "F",
            required = true,
            description = "The labelled texts to choose thresholds on.")
    private Path data = Path.of("");

    @Option(
            names = "--test",
            paramLabel = "F",
            description = "Other labelled texts to evaluate the chosen thresholds on, for the model card.")
    private @Nullable Path test;

    @Mixin
    private LabelledDataOptions dataOptions = new LabelledDataOptions();

    @Mixin
    private EvaluatedSystemOptions systemOptions = new EvaluatedSystemOptions();

    @Option(
            names = "--output",
            paramLabel = "F",
            description = "The file to write. Default: thresholds.json of the model folder.")
    private @Nullable Path output;

    @Mixin
    private ResultOptions resultOptions = new ResultOptions();

    @Option(
            names = "--calibrate",
            description =
                    "First calibrate the probabilities by Platt scaling: fit a scale and an offset per label, and fold"
                            + " them into model.safetensors and the graphs.")
    private boolean calibrated;

    @ArgGroup(exclusive = false, validate = false, heading = "%nThreshold search:%n")
    private ThresholdSearchOptions searchOptions = new ThresholdSearchOptions();

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     * @param models opens the models
     */
    public TuneCommand(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        Path target = target();
        TunedThresholds tuned = output == null ? tuneFolder() : tuneFile(target);
        ResultOptions.print(console, resultOptions.format().format(tuned.results()));
        return ExitCode.DONE;
    }

    private void checkUsage() {
        systemOptions.check(spec);
        if (test != null && systemOptions.scoresFile().isPresent()) {
            throw usage("--test is for models; emotions evaluate evaluates the scores in a file");
        }
        if (calibrated && (output != null || systemOptions.model().folder().isEmpty())) {
            throw usage("--calibrate changes a model folder and its thresholds, expected --model DIR and no --output");
        }
    }

    private TunedThresholds tuneFolder() throws IOException {
        Path folder = systemOptions.model().folder().orElseThrow();
        TuningOptions options = new TuningOptions(searchOptions.search(), resultOptions.draws(), calibrated);
        ScoringProgress progress = new ScoringProgress(console, folder + " on " + data);
        FolderTuning tuning =
                new FolderTuning(folder, options, () -> systemOptions.model().open(models, console), progress);
        Path testTexts = test;
        TuningReport report = testTexts == null
                ? tuning.run(labels -> dev(labels, progress))
                : tuning.run(labels -> dev(labels, progress), labels -> read(testTexts, labels, progress));
        sayCard(folder.toAbsolutePath().resolve(ModelFiles.CARD), report);
        return report.tuned();
    }

    private TunedThresholds tuneFile(Path target) throws IOException {
        try (OpenSystem opened = systemOptions.open(console, models, data)) {
            TunedThresholds tuned = tune(opened.system());
            tuned.write(target);
            new ScoringProgress(console).thresholdsWritten(target, tuned);
            return tuned;
        }
    }

    private TunedThresholds tune(EvaluatedSystem system) throws IOException {
        ScoringProgress progress = new ScoringProgress(console);
        ThresholdTuning tuning = new ThresholdTuning(searchOptions.search(), resultOptions.draws(), progress);
        Dataset dev = dev(system.labels(), progress);
        return test == null
                ? tuning.tune(system, dev)
                : tuning.tune(system, dev, read(test, system.labels(), progress));
    }

    private Dataset dev(LabelSet labels, ScoringProgress progress) throws IOException {
        Dataset dev = read(data, labels, progress);
        MissingPositives.warnOfTuning(console, dev);
        return dev;
    }

    private Dataset read(Path file, LabelSet labels, ScoringProgress progress) throws IOException {
        return progress.watch(dataOptions.read(file, labels));
    }

    private void sayCard(Path card, TuningReport report) {
        String scored =
                " with the scores on " + report.tuned().evaluator().data().name();
        say(
                switch (report.card()) {
                    case WRITTEN -> "wrote " + card + scored;
                    case REFRESHED -> "refreshed " + card + scored + "; its other text is unchanged";
                    case KEPT_MODEL_INDEX ->
                        "refreshed " + card + scored + "; the model-index in its front matter is unchanged";
                });
    }

    private Path target() throws IOException {
        if (output != null) {
            return requireFolder(output);
        }
        Path folder = systemOptions
                .model()
                .folder()
                .orElseThrow(() -> usage("nowhere to write, expected --model DIR or --output F"));
        if (FolderResolver.idOf(folder).isPresent()) {
            throw usage("no folder at " + folder + ", and a model of the hub needs --output, a file to write");
        }
        return requireFolder(folder.resolve(ModelFiles.THRESHOLDS));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Path requireFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("no folder at " + folder + ", expected one to write " + file.getFileName() + " into");
        }
        return file;
    }

    private void say(String message) {
        console.error().println("emotions: " + message);
    }
}
