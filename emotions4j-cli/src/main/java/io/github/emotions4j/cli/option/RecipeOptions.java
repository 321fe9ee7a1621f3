package io.github.emotions4j.cli.option;

import io.github.emotions4j.training.Loss;
import io.github.emotions4j.training.ScheduleOptions;
import io.github.emotions4j.training.TrainingOptions;
import io.github.emotions4j.training.TrainingPrecision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change a training recipe; what is not given stays as the encoder's preset has it. */
public final class RecipeOptions {

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training texts.")
    private @Nullable Integer epochs;

    @Option(names = "--learning-rate", paramLabel = "X", description = "The encoder's highest learning rate.")
    private @Nullable Double learningRate;

    @Option(names = "--head-rate", paramLabel = "X", description = "The head's rate is the encoder's times this.")
    private @Nullable Double headRate;

    @Option(names = "--batch-size", paramLabel = "N", description = "Texts per step.")
    private @Nullable Integer batchSize;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Decay of matrices.")
    private @Nullable Double weightDecay;

    @Option(names = "--warmup", paramLabel = "X", description = "Share of steps over which the rate rises, below 1.")
    private @Nullable Double warmup;

    @Option(names = "--dropout", paramLabel = "X", description = "Dropout everywhere, below 1.")
    private @Nullable Double dropout;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            converter = LossConverter.class,
            description = "What the run makes small: " + LossConverter.FORMS + ". Default: bce.")
    private @Nullable Loss loss;

    @Option(
            names = "--layer-decay",
            paramLabel = "X",
            description = "Each layer's rate is that of the layer above it times this, above 0 and at most 1.")
    private @Nullable Double layerDecay;

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            description = "Number format of large products. Default: bf16 where the CPU has it.")
    private @Nullable TrainingPrecision precision;

    @Option(
            names = "--order",
            paramLabel = "shuffled|sequential",
            description = "Order of the training texts. Default: shuffled anew each epoch, batched by length.")
    private ScheduleOptions.@Nullable Order order;

    @Option(names = "--threads", paramLabel = "N", description = "CPU threads, 0 for all. Default: 0.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of head, order and dropout. Default: 42.")
    private @Nullable Long seed;

    /** A preset with these changes. */
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
