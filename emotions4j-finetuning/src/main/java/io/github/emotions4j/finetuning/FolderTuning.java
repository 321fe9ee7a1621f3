package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluatedClassifier;
import io.github.emotions4j.evaluation.EvaluatedSystem;
import io.github.emotions4j.evaluation.ThresholdTuning;
import io.github.emotions4j.evaluation.TunedThresholds;
import io.github.emotions4j.evaluation.card.FolderCard;
import io.github.emotions4j.evaluation.card.ModelCard;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses the thresholds of a model folder on labelled texts. It writes {@code thresholds.json} and refreshes the model
 * card with its plots; with {@link TuningOptions#calibrated()} it calibrates the probabilities first.
 *
 * <pre>{@code
 * LabelledTexts dev = labels -> GoEmotions.readFile(Path.of("goemotions/dev.tsv"), labels);
 * LabelledTexts test = labels -> GoEmotions.readFile(Path.of("goemotions/test.tsv"), labels);
 * FolderTuning tuning = FolderTuning.of(Path.of("models/mine"), TuningOptions.defaults());
 * TuningReport report = tuning.run(dev, test);
 * String table = EvaluationFormat.TEXT.format(report.results());
 * }</pre>
 *
 * <p>Immutable. One tuning at a time in a folder.
 */
public final class FolderTuning {

    private final Path folder;
    private final TuningOptions options;
    private final ClassifierOpener opener;
    private final TuningListener listener;

    /** Opens the classifier of the folder. It is called again after the files of the folder changed. */
    @FunctionalInterface
    public interface ClassifierOpener {

        /**
         * Opens the classifier.
         *
         * @return the classifier, which the tuning closes
         * @throws IOException if a file cannot be read
         */
        EmotionClassifier open() throws IOException;
    }

    /** Reads labelled texts once the labels of the model are known. */
    @FunctionalInterface
    public interface LabelledTexts {

        /**
         * Reads the texts.
         *
         * @param labels the labels of the model
         * @return the labelled texts
         * @throws IOException if a file cannot be read
         */
        Dataset read(LabelSet labels) throws IOException;
    }

    /**
     * A tuning with another classifier than the default one, and with a listener.
     *
     * @param folder the model folder
     * @param options search, bootstrap and calibration
     * @param opener opens the classifier of the folder, for example with other options for ONNX Runtime
     * @param listener receives the progress
     */
    public FolderTuning(Path folder, TuningOptions options, ClassifierOpener opener, TuningListener listener) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.options = Objects.requireNonNull(options, "options");
        this.opener = Objects.requireNonNull(opener, "opener");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * A tuning with ONNX Runtime and without progress reports.
     *
     * @param folder the model folder
     * @param options search, bootstrap and calibration
     * @return the tuning, which has changed nothing yet
     */
    public static FolderTuning of(Path folder, TuningOptions options) {
        return new FolderTuning(
                folder,
                options,
                () -> OnnxEmotionClassifier.load(folder, OnnxOptions.defaults()),
                TuningListener.none());
    }

    /**
     * Chooses thresholds and evaluates them on the same texts. Their metrics are an upper bound.
     *
     * @param dev the texts to choose on
     * @return what was written, and the metrics
     * @throws io.github.emotions4j.core.ModelFormatException if the folder cannot be calibrated, see
     *     {@link FolderCalibration}
     * @throws IllegalArgumentException if a text is refused
     * @throws IOException if reading or writing fails
     */
    public TuningReport run(LabelledTexts dev) throws IOException {
        Objects.requireNonNull(dev, "dev");
        return tune(labels -> new Texts(dev.read(labels), Optional.empty()));
    }

    /**
     * Chooses thresholds on some texts and evaluates them on others.
     *
     * @param dev the texts to choose on
     * @param test the texts to evaluate on
     * @return what was written, and the metrics
     * @throws io.github.emotions4j.core.ModelFormatException if the folder cannot be calibrated, see
     *     {@link FolderCalibration}
     * @throws IllegalArgumentException if a text is refused
     * @throws IOException if reading or writing fails
     */
    public TuningReport run(LabelledTexts dev, LabelledTexts test) throws IOException {
        Objects.requireNonNull(dev, "dev");
        Objects.requireNonNull(test, "test");
        return tune(labels -> new Texts(dev.read(labels), Optional.of(test.read(labels))));
    }

    private record Texts(Dataset dev, Optional<Dataset> test) {

        TunedThresholds choose(ThresholdTuning tuning, EvaluatedSystem system) throws IOException {
            return test.isPresent() ? tuning.tune(system, dev, test.get()) : tuning.tune(system, dev);
        }
    }

    private interface TextsReader {

        Texts read(LabelSet labels) throws IOException;
    }

    private TuningReport tune(TextsReader reader) throws IOException {
        if (!options.calibrated()) {
            return choose(new Step(reader, Optional.empty()));
        }
        FolderCalibration calibration = FolderCalibration.of(folder);
        // All texts are read before a file of the folder changes.
        Texts texts = texts(reader);
        CalibrationReport fit = fit(texts.dev());
        calibration.fold(fit.scaling());
        listener.calibrated(fit);
        return choose(new Step(labels -> texts, Optional.of(fit)));
    }

    /** The choice of thresholds: its texts, and the calibration that came before it. */
    private record Step(TextsReader reader, Optional<CalibrationReport> calibration) {}

    private TuningReport choose(Step step) throws IOException {
        try (EmotionClassifier classifier = opener.open()) {
            ThresholdTuning tuning = new ThresholdTuning(options.search(), options.bootstrap(), listener);
            TunedThresholds tuned = step.reader().read(classifier.labels()).choose(tuning, system(classifier));
            Path file = folder.resolve(ModelFiles.THRESHOLDS);
            tuned.write(file);
            listener.thresholdsWritten(file, tuned);
            String note = tuned.note()
                    + step.calibration().map(FolderTuning::calibrationNote).orElse("");
            ModelCard.Refresh card = FolderCard.refresh(folder, tuned.evaluator(), tuned.cardResults(), note);
            return new TuningReport(file, tuned, step.calibration(), card);
        }
    }

    private Texts texts(TextsReader reader) throws IOException {
        return reader.read(ModelConfig.read(folder).labels());
    }

    // The classifier is closed before its files change.
    private CalibrationReport fit(Dataset dev) throws IOException {
        try (EmotionClassifier classifier = opener.open()) {
            return CalibrationReport.fit(TruthMatrix.of(dev), system(classifier).scores(dev, listener));
        }
    }

    private EvaluatedClassifier system(EmotionClassifier classifier) {
        return EvaluatedClassifier.of(folder.toString(), classifier);
    }

    private static String calibrationNote(CalibrationReport fit) {
        return " Before, its probabilities were calibrated on the same examples: " + fit.description() + ".";
    }
}
