package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.card.CardScores;
import io.github.emotions4j.evaluation.card.ModelCard;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.training.LossPlot;
import io.github.emotions4j.training.OptimizerOptions;
import io.github.emotions4j.training.RuntimeOptions;
import io.github.emotions4j.training.ScheduleOptions;
import io.github.emotions4j.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The model card: base, data, recipe, checks of the graphs, and scores.
 *
 * @param base the encoder it started from
 * @param origin the hub id and licence of that encoder
 * @param train the training texts
 * @param dev the texts that thresholds were chosen on
 * @param run the options of the run
 * @param report its result
 */
record RecipeCard(
        PretrainedEncoder base,
        BaseOrigin origin,
        Dataset train,
        Dataset dev,
        FineTuningOptions run,
        FineTuningReport report) {

    private TrainingOptions options() {
        return run.training();
    }

    void write(Path file, List<CardScores.Figure> figures) throws IOException {
        card(figures).write(file);
    }

    private ModelCard card(List<CardScores.Figure> figures) {
        return new ModelCard(
                base.name() + " fine-tuned for " + train.labels().size() + " labels",
                metadata(),
                List.of(
                        new ModelCard.Section("How it was made", recipe()),
                        new ModelCard.Section("Checks", checks()),
                        new ModelCard.Section("Limits and licences", limits())),
                new CardScores(report.scored(), report.results(), thresholds(), figures));
    }

    private ModelCard.Metadata metadata() {
        boolean goEmotions = train.labels().equals(LabelSet.goEmotions());
        return goEmotions
                ? new ModelCard.Metadata(licence(), origin.hubId(), "go_emotions", "GoEmotions")
                : new ModelCard.Metadata("other", origin.hubId(), train.name(), train.name());
    }

    // Those of the Maven artifacts and of GoEmotions allow apache-2.0; a folder's is what its own card says.
    private String licence() {
        return base.folder().isEmpty() ? "apache-2.0" : origin.licence().orElse("other");
    }

    private String recipe() {
        return String.format(
                        Locale.ROOT,
                        "A `%s` that gives each of its %d labels an independent probability (sigmoid).",
                        base.config().architecture().className(),
                        train.labels().size())
                + "\n\n| what | value |\n|---|---|\n"
                + dataRows()
                + optimizationRows()
                + otherRows();
    }

    private String dataRows() {
        return row(
                        "encoder",
                        String.format(
                                Locale.ROOT,
                                "%s (%d layers, %d wide, %d heads)",
                                base.name(),
                                base.config().layerCount(),
                                base.config().hiddenSize(),
                                base.config().headCount()))
                + row(
                        "training data",
                        String.format(
                                Locale.ROOT, "%s: %d texts, SHA-256 `%s`", train.name(), train.size(), train.sha256()))
                + row(
                        "validation data",
                        String.format(Locale.ROOT, "%s: %d texts, SHA-256 `%s`", dev.name(), dev.size(), dev.sha256()));
    }

    private String optimizationRows() {
        OptimizerOptions optimizer = options().optimizer();
        ScheduleOptions schedule = options().schedule();
        return row(
                        "loss",
                        String.format(
                                Locale.ROOT,
                                "%s, mean over texts and labels",
                                options().loss().description()))
                + row("teachers", teachers())
                + row(
                        "epochs, batch size",
                        String.format(Locale.ROOT, "%d, %d (%s)", schedule.epochs(), schedule.batchSize(), order()))
                + row(
                        "learning rate",
                        String.format(
                                Locale.ROOT,
                                "%s for the encoder, times %s for the head; warm-up %s of the steps, then linear to 0",
                                optimizer.learningRate(),
                                optimizer.headLearningRateFactor(),
                                schedule.warmup()))
                + row(
                        "optimiser",
                        String.format(
                                Locale.ROOT,
                                "AdamW, betas 0.9 and 0.999, epsilon 1e-8, weight decay %s"
                                        + " (none on biases and LayerNorms), gradients clipped at norm %s",
                                optimizer.weightDecay(),
                                optimizer.maxGradientNorm()));
    }

    private String otherRows() {
        OptionalDouble dropout = options().classifier().dropout();
        RuntimeOptions runtime = options().runtime();
        return row(
                        "dropout",
                        String.format(
                                Locale.ROOT,
                                "%s of states, %s of attention, %s in the head",
                                dropout.orElse(base.config().hiddenDropout()),
                                dropout.orElse(base.config().attentionDropout()),
                                dropout.orElse(base.config().classifierDropout())))
                + row("head initialisation", headInitialization())
                + row(
                        "layer-wise learning-rate decay",
                        Double.toString(options().optimizer().layerwiseLearningRateDecay()))
                + row(
                        "seed, threads, precision",
                        String.format(
                                Locale.ROOT,
                                "%d, %s, %s",
                                options().seed(),
                                runtime.threads() == 0 ? "all" : runtime.threads(),
                                runtime.precision().resolve().name().toLowerCase(Locale.ROOT)))
                + row("calibration", calibration());
    }

    private static String row(String name, String value) {
        return "| " + name + " | " + value + " |\n";
    }

    private String calibration() {
        return report.calibration()
                .map(fit -> "a scale and an offset per label, fitted on " + dev.name()
                        + " with the INT8 graph and folded into the classifier; there "
                        + fit.description())
                .orElse("none");
    }

    private String teachers() {
        TeacherOptions teachers = run.teachers();
        if (teachers.models().isEmpty()) {
            return "none";
        }
        String names = teachers.models().stream()
                .map(folder -> "`" + folder.getFileName() + "`")
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "mean logits of %s; share %s of the loss, temperature %s; %d texts without labels",
                names,
                options().distillation().teacherWeight(),
                options().distillation().temperature(),
                teachers.unlabelledTexts().size());
    }

    private String order() {
        return options().schedule().order() == ScheduleOptions.Order.SEQUENTIAL
                ? "in the order of the data"
                : "texts of similar length together";
    }

    private String headInitialization() {
        return base.hasHeadFor(train.labels())
                ? "the base's own head for these labels"
                : options().classifier().headInitialization().name().toLowerCase(Locale.ROOT);
    }

    private String checks() {
        return String.format(
                        Locale.ROOT,
                        """
                - `model.onnx` against libtorch on %d dev texts: logits differ by at most %.1e.
                - `model_quantized.onnx`: %d bytes, %.1f %% of fp32; weights in 7 bits per output channel, \
                embeddings in 8
                  bits per row. On the same texts, scores differ from fp32's by at most %.3f, on average by %.4f.
                """,
                        report.graphs().parity().textCount(),
                        report.graphs().parity().maxLogitDifference(),
                        report.graphs().quantization().int8Bytes(),
                        100 * report.graphs().quantization().sizeRatio(),
                        report.graphs().int8Difference().maxScoreDifference(),
                        report.graphs().int8Difference().meanScoreDifference())
                + "\n![Loss of the run](" + LossPlot.FILE + ")\n";
    }

    private String thresholds() {
        ThresholdSearch search = ThresholdSearch.defaults();
        return "`thresholds.json` was chosen on " + dev.name() + " with the INT8 graph (" + search.description() + ").";
    }

    private String limits() {
        return String.format(Locale.ROOT, """
                The labels carry the biases and mistakes of those who gave them; a label with little support \
                has uncertain
                figures. A text of more than %d tokens is read in windows that overlap. The encoder and the data keep
                their own licences; %s.
                """, base.config().maxTokens(), licences());
    }

    private String licences() {
        if (base.folder().isEmpty()) {
            return "emotions4j's NOTICE names them";
        }
        return origin.licence()
                .map(licence -> "the card of " + base.name() + " says `" + licence + "`")
                .orElse("the folder of " + base.name() + " does not tell its licence");
    }
}
