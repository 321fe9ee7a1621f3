package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.card.CardPlots;
import io.github.emotions4j.evaluation.card.CardScores;
import io.github.emotions4j.export.check.ParityCheck;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.training.ExampleEncoder;
import io.github.emotions4j.training.LossPlot;
import io.github.emotions4j.training.Trainer;
import io.github.emotions4j.training.TrainingData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a model folder from a pre-trained encoder and labelled texts. The stages are: train, calibrate the
 * probabilities on dev with the INT8 graph, export {@code model.onnx} and check it against libtorch, quantise it,
 * choose thresholds on dev with the INT8 graph, and write the model card {@code README.md}.
 *
 * <p>A run that was killed resumes from its last checkpoint. Not thread-safe; one run at a time in a process.
 */
public final class FineTuning {

    private final PretrainedEncoder base;
    private final FineTuningData data;
    private final FineTuningOptions options;
    private final FineTuningListener listener;

    /**
     * Prepares a run; {@link #run} starts it.
     *
     * @param base the encoder to start from
     * @param data the labelled texts
     * @param options the recipe and the output folder
     * @param listener receives the progress
     */
    public FineTuning(
            PretrainedEncoder base, FineTuningData data, FineTuningOptions options, FineTuningListener listener) {
        this.base = Objects.requireNonNull(base, "base");
        this.data = Objects.requireNonNull(data, "data");
        this.options = Objects.requireNonNull(options, "options");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Runs all stages.
     *
     * @return the finished model and how it was checked
     * @throws io.github.emotions4j.core.TrainingException if training cannot go on
     * @throws io.github.emotions4j.core.ModelFormatException if the exported graph differs from libtorch by more than
     *     {@link ParityCheck#FP32_TOLERANCE}
     * @throws IllegalArgumentException if a text has more tokens than the encoder takes, the message names it; or if
     *     the output is the base's own folder
     * @throws IOException if the folder already holds a model, or reading or writing fails
     */
    public FineTuningReport run() throws IOException {
        ExportOptions exportOptions = new ExportOptions(options.opset());
        requireAnotherFolderThanTheBase();
        FineTuningFolder folder = FineTuningFolder.prepare(options);
        try (TextTokenizer tokenizer = TextTokenizer.of(
                base.tokenizerJson().getBytes(StandardCharsets.UTF_8), "tokenizer of " + base.name())) {
            noticeHead();
            Weights trained = train(folder, tokenizer);
            GraphWriter graphs = new GraphWriter(base, data, folder, tokenizer, exportOptions, listener);
            Optional<CalibrationReport> calibration =
                    options.calibrated() ? Optional.of(graphs.calibrate(trained)) : Optional.empty();
            Weights weights = calibration
                    .map(fit -> FolderCalibration.folded(trained, graphs.config(), fit.scaling()))
                    .orElse(trained);
            GraphReport graphReport = graphs.write(weights);
            ModelEvaluation evaluation =
                    ModelEvaluation.of(folder, data, options.training().seed(), listener);
            FineTuningReport report = new FineTuningReport(
                    folder.path(),
                    graphReport,
                    calibration,
                    evaluation.thresholds(),
                    evaluation.scored(),
                    evaluation.results());
            writeCard(folder, evaluation, report);
            Files.deleteIfExists(folder.file(Trainer.CHECKPOINT));
            return report;
        }
    }

    // The base's weights stay mapped from their file during the run, and a resumed run reads them again.
    private void requireAnotherFolderThanTheBase() throws IOException {
        Path output = options.output();
        if (base.folder().isPresent()
                && Files.exists(output)
                && Files.isSameFile(base.folder().get(), output)) {
            throw new IllegalArgumentException("output is " + output + ", expected another folder than the base's own");
        }
    }

    private void noticeHead() {
        LabelSet labels = data.train().labels();
        base.headLabels()
                .ifPresent(head -> listener.noticed(
                        base.hasHeadFor(labels)
                                ? "going on with the head of " + base.name() + ", which has the same " + head.size()
                                        + " labels"
                                : "the head of " + base.name() + " is for other labels (" + summary(head.names())
                                        + "), a new one starts"));
    }

    private static String summary(List<String> names) {
        int shown = Math.min(names.size(), 5);
        String first = String.join(", ", names.subList(0, shown));
        return shown < names.size() ? first + ", ... " + names.size() + " in all" : first;
    }

    private Weights train(FineTuningFolder folder, TextTokenizer tokenizer) throws IOException {
        ExampleEncoder encoder = new ExampleEncoder(
                text -> tokenizer.encode(text).toArray(), base.config().maxTokens());
        TrainingData examples = new TrainingDataPreparation(data, options.teachers(), encoder, listener).prepare();
        Trainer trainer = new Trainer(base, examples, options.training(), folder.path(), listener);
        listener.stageStarted("training");
        Weights weights = options.resume() ? trainer.resume() : trainer.train();
        LossPlot.write(folder.file(Trainer.LOG), folder.file(LossPlot.FILE));
        return weights;
    }

    private void writeCard(FineTuningFolder folder, ModelEvaluation evaluation, FineTuningReport report)
            throws IOException {
        List<CardScores.Figure> figures = CardPlots.write(folder.path(), evaluation.evaluator(), report.results());
        new RecipeCard(base, BaseOrigin.of(base), data.train(), data.dev(), options, report)
                .write(folder.file(ModelFiles.CARD), figures);
    }
}
