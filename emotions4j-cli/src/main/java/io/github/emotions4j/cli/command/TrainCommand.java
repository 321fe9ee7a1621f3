package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.option.BaseEncoder;
import io.github.emotions4j.cli.option.DistillationOptions;
import io.github.emotions4j.cli.option.RecipeOptions;
import io.github.emotions4j.cli.option.TrainingDataOptions;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.finetuning.FineTuning;
import io.github.emotions4j.finetuning.FineTuningData;
import io.github.emotions4j.finetuning.FineTuningOptions;
import io.github.emotions4j.finetuning.FineTuningReport;
import io.github.emotions4j.finetuning.TeacherOptions;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions train}: fine-tunes an encoder on labelled texts and writes a model folder. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Fine-tunes an encoder, calibrates it on dev, exports it to ONNX, quantizes it to INT8 and tunes its"
                        + " thresholds on dev.",
        footer = {
            "",
            "The default recipe depends on the encoder. An encoder in a folder trains as the reference model did (3",
            "epochs, learning rate 2e-5, batch size 16, weight decay 0.01); the small encoders have recipes of their",
            "own. The model folder gets a model card (README.md) with the recipe, training.jsonl with all",
            "metrics of the run, and a plot of the loss. --resume continues an interrupted run and gives the same",
            "result as a run without interruption.",
            "",
            "Your own files are CSV, TSV or JSON lines with a column of texts and one of labels; any labels are",
            "accepted. A .tsv file without column options is in the GoEmotions format. A dev split is required: it is",
            "evaluated after each epoch, and thresholds are chosen on it. All labels of dev and test must occur in",
            "train or in --labels.",
            "",
            "Examples:",
            "  emotions train --base e5-small-v2 --data goemotions --output models/mine",
            "  emotions train --base e5-small-v2 --data goemotions --output models/mine --resume",
            "  emotions train --base models/roberta-base --data goemotions --output models/reference",
            "  emotions train --base models/reference --new-head --data mine --output models/mine",
            "  emotions train --base e5-small-v2 --train mine.csv --dev-fraction 0.1 --text-column body \\",
            "      --label-column mood --label-separator ';' --output models/moods",
            "  emotions train --base e5-small-v2 --train a.jsonl --dev b.jsonl --test c.jsonl --output models/moods"
        })
public final class TrainCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--base",
            paramLabel = "ENCODER",
            required = true,
            description =
                    "The encoder to start from: e5-small-v2, bge-small-en-v1.5, all-minilm-l6-v2, bert-base-uncased or"
                            + " bert-base-cased; or BERT, RoBERTa or DistilBERT in a Hugging Face folder or on the hub"
                            + " (ORG/NAME), whose head is kept if it has the same labels.")
    private String base = "";

    @Option(
            names = "--new-head",
            description = "Initialise a new head even if the encoder has one for the same labels.")
    private boolean newHead;

    @Mixin
    private TrainingDataOptions data = new TrainingDataOptions();

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "The model folder to write.")
    private Path output = Path.of("");

    @Option(names = "--resume", description = "Continue from the checkpoint in the output folder.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Replace the model in the output folder.")
    private boolean overwrite;

    @Option(
            names = "--opset",
            paramLabel = "N",
            description = "Version of the ONNX operators, from " + ExportOptions.MIN_OPSET + " to "
                    + ExportOptions.MAX_OPSET + ". Default: " + ExportOptions.DEFAULT_OPSET + ".")
    private int opset = ExportOptions.DEFAULT_OPSET;

    @Option(
            names = "--calibrate",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "After training, calibrate the probabilities on dev by Platt scaling: a scale and an offset per"
                            + " label, folded into the weights of the classifier. Default: on.")
    private boolean calibrated = true;

    @ArgGroup(
            exclusive = false,
            validate = false,
            heading = "%nTraining recipe, where it differs from the encoder's default:%n")
    private RecipeOptions recipe = new RecipeOptions();

    @ArgGroup(exclusive = false, validate = false, heading = "%nKnowledge distillation:%n")
    private DistillationOptions distillation = new DistillationOptions();

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     */
    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        BaseEncoder encoder = encoder();
        FineTuningOptions options = options(encoder.preset());
        data.check(spec);
        TrainingDataOptions.Splits splits = data.read(options.training().seed());
        try (TrainingProgress progress = new TrainingProgress(console)) {
            progress.stageStarted("reading encoder " + encoder.name());
            PretrainedEncoder start = newHead ? encoder.read().withoutHead() : encoder.read();
            FineTuningData texts = new FineTuningData(splits.train(), splits.dev(), splits.test());
            print(new FineTuning(start, texts, options, progress).run());
        }
        return ExitCode.DONE;
    }

    private BaseEncoder encoder() {
        try {
            return BaseEncoder.resolve(base, console);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private FineTuningOptions options(TrainingOptions preset) throws IOException {
        try {
            TrainingOptions training = recipe.apply(preset).toBuilder()
                    .distillation(distillation.distillation())
                    .build();
            TeacherOptions sources = distillation.read(console);
            return new FineTuningOptions(
                    training, output, overwrite, resume, sources, new ExportOptions(opset).opset(), calibrated);
        } catch (IllegalArgumentException outside) {
            throw new ParameterException(spec.commandLine(), String.valueOf(outside.getMessage()), outside);
        }
    }

    private void print(FineTuningReport report) throws IOException {
        console.println("model folder: %s", report.folder());
        console.println(
                "model.onnx: logits differ from libtorch's by %.1e at most",
                report.graphs().parity().maxLogitDifference());
        console.println(
                "model_quantized.onnx: %,d bytes, %.0f %% of fp32; scores moved by %.4f on average",
                report.graphs().quantization().int8Bytes(),
                100 * report.graphs().quantization().sizeRatio(),
                report.graphs().int8Difference().meanScoreDifference());
        if (report.calibration().isPresent()) {
            console.println("calibrated on dev: %s", report.calibration().get().description());
        }
        for (EvaluationResult result : report.results()) {
            console.println(
                    "%s macro-F1 %.3f, %s",
                    report.scored().name(), result.evaluation().macro().f1(), result.title());
        }
    }
}
