package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.card.CardPlots;
import io.github.emotions4j.evaluation.card.CardScores;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.export.ActivationTexts;
import io.github.emotions4j.export.ExportOptions;
import io.github.emotions4j.export.Int8Quantizer;
import io.github.emotions4j.export.OnnxExport;
import io.github.emotions4j.export.ParityCheck;
import io.github.emotions4j.export.ParityReport;
import io.github.emotions4j.export.QuantizationReport;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.training.EncodedExample;
import io.github.emotions4j.training.LossPlot;
import io.github.emotions4j.training.TorchClassifier;
import io.github.emotions4j.training.Trainer;
import io.github.emotions4j.training.TrainingData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a model folder of a pre-trained encoder and labelled texts: trains, calibrates the probabilities on dev with
 * the INT8 graph, exports {@code model.onnx} and checks it against libtorch, quantises it, chooses thresholds on dev with
 * the INT8 graph, and describes it all in {@code README.md}.
 *
 * <p>A run that is killed goes on from its last checkpoint. Not thread-safe; one run at a time in a process.
 */
public final class FineTuning {

    /** How many dev texts the graph and libtorch are compared on. */
    private static final int PARITY_TEXTS = 64;

    private final PretrainedEncoder base;
    private final Dataset train;
    private final Dataset dev;
    private final Optional<Dataset> test;
    private final FineTuningOptions options;
    private final FineTuningListener listener;

    /**
     * Prepares a run.
     *
     * @param base the encoder to start from
     * @param train texts to learn from
     * @param dev texts to watch the run and choose thresholds on, never learned from
     * @param test texts that the finished model is scored on for its card, never learned from nor chosen on; may be absent
     * @param options what to do
     * @param listener hears how it goes
     * @throws IllegalArgumentException if the datasets have different labels
     */
    public FineTuning(
            PretrainedEncoder base,
            Dataset train,
            Dataset dev,
            Optional<Dataset> test,
            FineTuningOptions options,
            FineTuningListener listener) {
        this.base = Objects.requireNonNull(base, "base");
        this.train = Objects.requireNonNull(train, "train");
        this.dev = Objects.requireNonNull(dev, "dev");
        this.test = Objects.requireNonNull(test, "test");
        this.options = Objects.requireNonNull(options, "options");
        this.listener = Objects.requireNonNull(listener, "listener");
        requireLabelsOfTrain(dev);
        test.ifPresent(this::requireLabelsOfTrain);
    }

    private void requireLabelsOfTrain(Dataset other) {
        if (!other.labels().equals(train.labels())) {
            throw new IllegalArgumentException(
                    other.name() + " has labels " + other.labels().names() + ", expected train's "
                            + train.labels().names());
        }
    }

    /**
     * Runs all stages.
     *
     * @return what was made
     * @throws io.github.emotions4j.core.TrainingException if training cannot go on
     * @throws io.github.emotions4j.core.ModelFormatException if the exported graph differs from libtorch by more than
     *     {@link ParityCheck#FP32_TOLERANCE}
     * @throws IllegalArgumentException if a text has more tokens than the encoder takes, the message names it; or if the
     *     output is the base's own folder
     * @throws IOException if the folder already holds a model, or reading or writing fails
     */
    public FineTuningReport run() throws IOException {
        ExportOptions exportOptions = new ExportOptions(options.opset());
        requireAnotherFolderThanTheBase();
        FineTuningFolder folder = FineTuningFolder.prepare(options);
        try (TextTokenizer tokenizer = TextTokenizer.of(
                base.tokenizerJson().getBytes(StandardCharsets.UTF_8), "tokenizer of " + base.name())) {
            tellAboutTheHead();
            Weights trained = train(folder, tokenizer);
            Optional<CalibrationReport> calibration =
                    options.calibrated() ? Optional.of(calibrate(folder, trained, texts(tokenizer))) : Optional.empty();
            Weights weights = calibration
                    .map(fit -> FolderCalibration.folded(trained, config(), fit.scaling()))
                    .orElse(trained);
            listener.stageStarted("writing " + ModelFiles.WEIGHTS);
            folder.writeModel(base, labels(), weights);
            ParityReport parity = export(folder, weights, tokenizer, exportOptions);
            listener.stageStarted("quantising to " + ModelFiles.QUANTIZED_GRAPH);
            QuantizationReport quantization = Int8Quantizer.quantize(
                    folder.file(ModelFiles.GRAPH), folder.file(ModelFiles.QUANTIZED_GRAPH), texts(tokenizer));
            ParityReport int8 = compareInt8(folder, tokenizer);
            FineTuningReport report = tune(folder, parity, quantization, int8, calibration);
            Files.deleteIfExists(folder.file(Trainer.CHECKPOINT));
            return report;
        }
    }

    // The base's weights lie in their mapped file for the whole run, and a run that is resumed reads them again.
    private void requireAnotherFolderThanTheBase() throws IOException {
        Path output = options.output();
        if (base.folder().isPresent()
                && Files.exists(output)
                && Files.isSameFile(base.folder().get(), output)) {
            throw new IllegalArgumentException("output is " + output + ", expected another folder than the base's own");
        }
    }

    private void tellAboutTheHead() {
        base.headLabels()
                .ifPresent(head -> listener.noticed(
                        base.hasHeadFor(labels())
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
        listener.stageStarted("tokenising " + train.size() + " training and " + dev.size() + " dev texts");
        TrainingData data = new TrainingData(labels(), taught(tokenizer), encode(dev, tokenizer));
        Trainer trainer = new Trainer(base, data, options.training(), folder.path(), listener);
        listener.stageStarted("training");
        Weights weights = options.resume() ? trainer.resume() : trainer.train();
        LossPlot.write(folder.file(Trainer.LOG), folder.file(LossPlot.FILE));
        return weights;
    }

    /** The training texts with what teachers say of them, then the texts that only teachers know. */
    private List<EncodedExample> taught(TextTokenizer tokenizer) throws IOException {
        List<EncodedExample> labelled = encode(train, tokenizer);
        TeacherOptions teaching = options.teaching();
        if (teaching.teachers().isEmpty()) {
            return labelled;
        }
        List<String> texts = new ArrayList<>(train.texts());
        texts.addAll(teaching.unlabelled());
        List<float[]> said =
                new TeacherEnsemble(teaching.teachers(), teaching.cache()).logits(texts, labels(), listener::stageStarted);
        List<EncodedExample> taught = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            taught.add(
                    i < labelled.size()
                            ? labelled.get(i).taught(said.get(i))
                            : EncodedExample.unlabelled(
                                    encode(
                                            texts.get(i),
                                            "text " + (i - labelled.size() + 1) + " without labels",
                                            tokenizer),
                                    said.get(i)));
        }
        return taught;
    }

    /** Calibration is a line behind the logits, so that it needs the graph as trained, and is folded into the next one. */
    private CalibrationReport calibrate(FineTuningFolder folder, Weights trained, List<int[]> texts)
            throws IOException {
        listener.stageStarted("calibrating on " + dev.name());
        folder.writeModel(base, labels(), trained);
        Path graph = folder.file(ModelFiles.GRAPH);
        OnnxExport.write(config(), trained, graph, new ExportOptions(options.opset()));
        Int8Quantizer.quantize(graph, folder.file(ModelFiles.QUANTIZED_GRAPH), texts);
        CalibrationReport fit = CalibrationReport.fit(TruthMatrix.of(dev), scores(folder.path(), dev));
        for (String label : fit.scaling().unchangedLabels()) {
            listener.noticed("label '" + label + "' has no example in " + dev.name()
                    + " that differs from the others, its scores stay as they are");
        }
        return fit;
    }

    /** What the scales of activations are found on. */
    private List<int[]> texts(TextTokenizer tokenizer) {
        return ActivationTexts.of(train.texts(), tokenizer, base.config().maxTokens());
    }

    private ModelConfig config() {
        return ModelConfig.multiLabel(base.config(), labels());
    }

    private ParityReport export(
            FineTuningFolder folder, Weights weights, TextTokenizer tokenizer, ExportOptions exportOptions)
            throws IOException {
        listener.stageStarted("exporting " + ModelFiles.GRAPH);
        EncoderConfig shape = base.config();
        Path graph = folder.file(ModelFiles.GRAPH);
        OnnxExport.write(config(), weights, graph, exportOptions);
        listener.stageStarted("comparing " + ModelFiles.GRAPH + " with libtorch");
        try (TorchClassifier reference = TorchClassifier.of(shape, labels().size(), weights)) {
            return ParityCheck.compare(graph, reference::logits, labels(), parityTexts(), text -> tokenizer
                            .encode(text)
                            .toArray())
                    .requireWithin(ParityCheck.FP32_TOLERANCE);
        }
    }

    private ParityReport compareInt8(FineTuningFolder folder, TextTokenizer tokenizer) {
        return ParityCheck.compare(
                folder.file(ModelFiles.QUANTIZED_GRAPH),
                folder.file(ModelFiles.GRAPH),
                labels(),
                parityTexts(),
                text -> tokenizer.encode(text).toArray());
    }

    private FineTuningReport tune(
            FineTuningFolder folder,
            ParityReport parity,
            QuantizationReport quantization,
            ParityReport int8,
            Optional<CalibrationReport> calibration)
            throws IOException {
        listener.stageStarted("choosing thresholds on " + dev.name());
        Files.deleteIfExists(folder.file(ModelFiles.THRESHOLDS));
        ScoreMatrix scores = scores(folder.path(), dev);
        TruthMatrix truth = TruthMatrix.of(dev);
        ThresholdChoice choice = ThresholdSearch.defaults().choose(truth, scores);
        for (String label : choice.labelsWithoutPositives()) {
            listener.noticed("label '" + label + "' has no example in " + dev.name() + ", its threshold stays "
                    + ThresholdSearch.FALLBACK);
        }
        choice.toFile(dev).write(folder.file(ModelFiles.THRESHOLDS));
        Dataset scored = test.orElse(dev);
        listener.stageStarted("scoring " + scored.name());
        ScoreMatrix scoredScores = test.isPresent() ? scores(folder.path(), scored) : scores;
        Evaluator evaluator = Evaluator.of(scored, scoredScores)
                .withIntervals(Bootstrap.seeded(options.training().seed()));
        FineTuningReport report = new FineTuningReport(
                folder.path(), parity, quantization, int8, calibration, choice, scored, results(evaluator, choice));
        List<CardScores.Figure> figures = CardPlots.write(folder.path(), evaluator, report.results());
        new RecipeCard(base, BaseOrigin.of(base), train, dev, options, report)
                .write(folder.file(ModelFiles.CARD), figures);
        return report;
    }

    private List<EvaluationResult> results(Evaluator evaluator, ThresholdChoice choice) {
        return List.of(
                evaluator.at(ThresholdSelection.fixed(labels(), 0.5)),
                evaluator.at(ThresholdSelection.tunedOn(dev, choice)),
                evaluator.oracle(ThresholdSearch.plain(ThresholdCandidates.grid())));
    }

    private static ScoreMatrix scores(Path folder, Dataset dataset) throws IOException {
        OnnxOptions int8 = OnnxOptions.builder().precision(GraphPrecision.INT8).build();
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder, int8)) {
            List<Scores> scores = classifier.classify(dataset.texts());
            return ScoreMatrix.of(scores);
        }
    }

    private List<EncodedExample> encode(Dataset dataset, TextTokenizer tokenizer) {
        List<EncodedExample> encoded = new ArrayList<>(dataset.size());
        for (Example example : dataset.examples()) {
            String name = "example " + (encoded.size() + 1) + " of " + dataset.name();
            encoded.add(EncodedExample.of(encode(example.text(), name, tokenizer), example.labelIds()));
        }
        return encoded;
    }

    private int[] encode(String text, String name, TextTokenizer tokenizer) {
        int[] tokenIds = tokenizer.encode(text).toArray();
        if (tokenIds.length > base.config().maxTokens()) {
            throw new IllegalArgumentException(name + " has " + tokenIds.length + " tokens, expected at most "
                    + base.config().maxTokens());
        }
        return tokenIds;
    }

    private List<String> parityTexts() {
        int step = Math.max(1, dev.size() / PARITY_TEXTS);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < dev.size() && texts.size() < PARITY_TEXTS; i += step) {
            texts.add(dev.examples().get(i).text());
        }
        return texts;
    }

    private LabelSet labels() {
        return train.labels();
    }
}
