package io.github.emotions4j.cli.option;

import io.github.emotions4j.training.Loss;
import io.github.emotions4j.training.ScheduleOptions;
import io.github.emotions4j.training.TrainingOptions;
import io.github.emotions4j.training.TrainingPrecision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change a training recipe. Values that are not given come from the encoder's preset. */
public final class RecipeOptions {

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training texts.")
    private @Nullable Integer epochs;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Peak learning rate of the encoder.")
    private @Nullable Double learningRate;

    @Option(
            names = "--head-rate",
            paramLabel = "X",
            description = "Learning rate of the head, as a multiple of the encoder's.")
    private @Nullable Double headRate;

    @Option(names = "--batch-size", paramLabel = "N", description = "Texts per optimizer step.")
    private @Nullable Integer batchSize;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Weight decay of matrices (AdamW).")
    private @Nullable Double weightDecay;

    @Option(
            names = "--warmup",
            paramLabel = "X",
            description = "Share of steps for the learning-rate warm-up, below 1.")
    private @Nullable Double warmup;

    @Option(names = "--dropout", paramLabel = "X", description = "Dropout probability of all layers, below 1.")
    private @Nullable Double dropout;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            converter = LossConverter.class,
            description = "Training loss: " + LossConverter.FORMS + ". Default: bce.")
    private @Nullable Loss loss;

    @Option(
            names = "--layer-decay",
            paramLabel = "X",
            description =
                    "Layer-wise learning-rate decay: each layer's learning rate is that of the layer above times this"
                            + " factor, above 0 and at most 1.")
    private @Nullable Double layerDecay;

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            description = "Precision of matrix multiplications. Default: bf16 if the CPU supports it.")
    private @Nullable TrainingPrecision precision;

    @Option(
            names = "--order",
            paramLabel = "shuffled|sequential",
            description = "Order of the training texts. Default: shuffled each epoch, and batched by length.")
    private ScheduleOptions.@Nullable Order order;

    @Option(names = "--threads", paramLabel = "N", description = "CPU threads, 0 for all. Default: 0.")
    private @Nullable Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed of head initialisation, order and dropout. Default: 42.")
    private @Nullable Long seed;

    /**
     * Changes a preset.
     *
     * @param preset the encoder's recipe
     * @return the preset with the given values
     * @throws IllegalArgumentException if a value is out of range
     */
    public TrainingOptions apply(TrainingOptions preset) {
        TrainingOptions.Builder recipe = preset.toBuilder();
        if (dropout != null) {
            recipe.dropout(dropout);
        }
        return recipe.epochs(or(epochs, preset.schedule().epochs()))
                .learningRate(or(learningRate, preset.optimizer().learningRate()))
                .headLearningRateFactor(or(headRate, preset.optimizer().headLearningRateFactor()))
                .batchSize(or(batchSize, preset.schedule().batchSize()))
                .weightDecay(or(weightDecay, preset.optimizer().weightDecay()))
                .warmup(or(warmup, preset.schedule().warmup()))
                .loss(or(loss, preset.loss()))
                .layerwiseLearningRateDecay(or(layerDecay, preset.optimizer().layerwiseLearningRateDecay()))
                .precision(or(precision, preset.runtime().precision()))
                .order(or(order, preset.schedule().order()))
                .threads(or(threads, preset.runtime().threads()))
                .seed(or(seed, preset.seed()))
                .build();
    }

    private static <T> T or(@Nullable T given, T preset) {
        return given == null ? preset : given;
    }
}
