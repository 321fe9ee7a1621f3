package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.ModelCard;
import io.github.emotions4j.evaluation.ScoreMatrix;
import io.github.emotions4j.evaluation.ThresholdChoice;
import io.github.emotions4j.evaluation.ThresholdSearch;
import io.github.emotions4j.evaluation.TruthMatrix;
import io.github.emotions4j.finetuning.CalibrationReport;
import io.github.emotions4j.finetuning.FolderCalibration;
import io.github.emotions4j.finetuning.FolderCard;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
        description = "Chooses one threshold per label on labelled texts; writes thresholds.json and the model card.",
        footer = {
            "",
            "The data is GoEmotions (text TAB label ids TAB id, no header), or CSV, TSV or JSON lines with a column of",
            "texts and one of labels. A label that no text has keeps the threshold 0.5.",
            "",
            "With --calibrate, the model folder itself changes: the classifier's rows and biases in model.safetensors and,",
            "where they are there, in model.onnx and model_quantized.onnx. It stays a standard folder.",
            "",
            "Without --test, the figures are those of the texts that chose: ORACLE, no honest figure.",
            "",
            "README.md of the model folder is refreshed: its tables, its model-index, and the plots f1-per-label.png and",
            "reliability.png. Whatever else it says stays, whoever wrote it. With --output it is left alone, since the",
            "folder's own thresholds did not change.",
            "",
            "Examples:",
            "  emotions tune --data goemotions/dev.tsv --model models/mine",
            "  emotions tune --data goemotions/dev.tsv --test goemotions/test.tsv --model models/mine",
            "  emotions tune --data goemotions/dev.tsv --model models/mine --calibrate",
            "  emotions tune --data goemotions/dev.tsv --objective precision:0.8 --output careful.json",
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

    @Option(
            names = "--test",
            paramLabel = "F",
            description = "Other labelled texts to judge the chosen thresholds on: honest figures, for the card.")
    private @Nullable Path test;

    @Mixin
    private LabelledDataOptions dataOptions = new LabelledDataOptions();

    @Mixin
    private JudgedOptions judgedOptions = new JudgedOptions();

    @Option(
            names = "--output",
            paramLabel = "F",
            description = "The file to write. Default: thresholds.json of the model folder.")
    private @Nullable Path output;

    @Mixin
    private FigureOptions figureOptions = new FigureOptions();

    @Option(
            names = "--calibrate",
            description = "First fit a scale and an offset per label on the labelled texts, so that scores are"
                    + " probabilities, and write them into the folder's model.safetensors and graphs.")
    private boolean calibrated;

    @ArgGroup(exclusive = false, validate = false, heading = "%nHow thresholds are chosen:%n")
    private SearchOptions searchOptions = new SearchOptions();

    TuneCommand(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        Path target = target();
        ThresholdSearch search = searchOptions.search();
        Optional<CalibrationReport> calibration = calibrated ? Optional.of(calibrate()) : Optional.empty();
        try (Judged judged = judgedOptions.open(console, models, data, Optional.empty())) {
            LabelledFile labelled = dataOptions.read(data, judged.labels());
            Optional<LabelledFile> judgedOn =
                    test == null ? Optional.empty() : Optional.of(dataOptions.read(test, judged.labels()));
            MissingPositives.warnOfTuning(console, labelled);
            ScoreMatrix scores = judged.scores(labelled);
            ThresholdChoice choice = search.choose(TruthMatrix.of(labelled.dataset()), scores);
            Evaluator evaluator = judgedOn.isPresent()
                    ? Evaluator.of(judgedOn.get().dataset(), judged.scores(judgedOn.get()))
                    : Evaluator.of(labelled.dataset(), scores);
            Tuned tuned = new Tuned(labelled.dataset(), search, choice, evaluator.withIntervals(figureOptions.draws()));
            choice.toFile(labelled.dataset()).write(target);
            say("wrote " + target + " (" + search.description() + ")");
            if (output == null) {
                writeCard(target.toAbsolutePath().getParent(), tuned, calibration);
            }
            print(tuned);
        }
        return ExitCode.DONE;
    }

    private void checkUsage() {
        judgedOptions.check(spec);
        if (test != null && judgedOptions.scoresFile().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--test is for models; emotions evaluate judges scores in files");
        }
        if (calibrated && (output != null || judgedOptions.modelFolder().isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--calibrate changes a model folder and its thresholds, expected --model DIR and no --output");
        }
    }

    private CalibrationReport calibrate() throws IOException {
        Path folder = judgedOptions.modelFolder().orElseThrow();
        FolderCalibration calibration = FolderCalibration.of(folder);
        CalibrationReport fit = fit();
        calibration.fold(fit.scaling());
        say("calibrated " + folder + " on " + data + ": " + fit.description());
        List<String> unchanged = fit.scaling().unchangedLabels();
        if (!unchanged.isEmpty()) {
            say("nothing to calibrate on, so the scores stay: " + String.join(", ", unchanged));
        }
        return fit;
    }

    // The model is closed again before its files change.
    private CalibrationReport fit() throws IOException {
        try (Judged judged = judgedOptions.open(console, models, data, Optional.empty())) {
            LabelledFile labelled = dataOptions.read(data, judged.labels());
            return CalibrationReport.fit(TruthMatrix.of(labelled.dataset()), judged.scores(labelled));
        }
    }

    private void writeCard(@Nullable Path folder, Tuned tuned, Optional<CalibrationReport> calibration)
            throws IOException {
        Path card = Objects.requireNonNull(folder).resolve(ModelFiles.CARD);
        ModelCard.Refresh done =
                FolderCard.refresh(folder, tuned.evaluator(), tuned.forCard(), note(tuned, calibration));
        String scored = " with the scores on " + tuned.evaluator().data().name();
        say(
                switch (done) {
                    case WRITTEN -> "wrote " + card + scored;
                    case REFRESHED -> "refreshed " + card + scored + ", the rest of it is as it was";
                    case KEPT_MODEL_INDEX ->
                        "refreshed " + card + scored + "; its front matter has a model-index of its own, which stays";
                });
    }

    private static String note(Tuned tuned, Optional<CalibrationReport> calibration) {
        return calibration
                .map(fit -> tuned.note() + " Before, its probabilities were calibrated on the same examples: "
                        + fit.description() + ".")
                .orElse(tuned.note());
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

    private void print(Tuned tuned) throws IOException {
        FigureOptions.print(console, figureOptions.format().format(tuned.forPeople()));
    }

    private void say(String message) {
        console.error().println("emotions: " + message);
    }
}
