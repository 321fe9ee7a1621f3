package io.github.emotions4j.training;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The recipe of a training run. Immutable and thread-safe.
 *
 * <p>The defaults are those of the reference model card: binary cross-entropy, 3 epochs, learning rate 2e-5 with linear
 * decay, AdamW with weight decay 0.01, gradients clipped at norm 1.
 *
 * @param epochs passes over the training examples, at least 1
 * @param learningRate the encoder's highest rate, above 0
 * @param headRateFactor the head's rate is the encoder's times this, above 0
 * @param batchSize examples per step, at least 1
 * @param weightDecay decoupled weight decay of matrices, at least 0; biases and LayerNorms have none
 * @param warmup share of all steps over which the rate rises from 0, in [0, 1)
 * @param maxGradientNorm gradients are scaled down to this global norm, above 0
 * @param dropout dropout everywhere instead of the encoder's own rates, in [0, 1)
 * @param headStart how a missing head starts
 * @param loss what the run makes small
 * @param distillation how much teachers count, where examples carry their logits
 * @param layerDecay each layer's rate is that of the layer above it times this, in (0, 1]
 * @param order in which order examples come
 * @param precision number format of the large products
 * @param threads CPU threads that compute, or 0 for as many as there are processors; results depend on it in their last bits
 * @param seed of head, order and dropout: same seed, data, threads and machine give the same loss curve
 * @param checkpointInterval time between checkpoints, at least 0
 */
public record TrainingOptions(
        int epochs,
        double learningRate,
        double headRateFactor,
        int batchSize,
        double weightDecay,
        double warmup,
        double maxGradientNorm,
        OptionalDouble dropout,
        HeadInitialization headStart,
        Loss loss,
        DistillationLoss distillation,
        double layerDecay,
        Order order,
        TrainingPrecision precision,
        int threads,
        long seed,
        Duration checkpointInterval) {

    /** In which order examples come. */
    public enum Order {

        /** Shuffled anew each epoch, then batched with others of similar length. */
        SHUFFLED,

        /** As they are in the data. */
        SEQUENTIAL
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is outside its range; the message names it
     */
    public TrainingOptions {
        Objects.requireNonNull(headStart, "headStart");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(distillation, "distillation");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(precision, "precision");
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(learningRate > 0 && Double.isFinite(learningRate), "learning rate", learningRate, "above 0");
        require(headRateFactor > 0 && Double.isFinite(headRateFactor), "head rate factor", headRateFactor, "above 0");
        require(batchSize >= 1, "batch size", batchSize, "at least 1");
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "weight decay", weightDecay, "at least 0");
        require(warmup >= 0 && warmup < 1, "warmup", warmup, "in [0, 1)");
        require(maxGradientNorm > 0, "max gradient norm", maxGradientNorm, "above 0");
        dropout.ifPresent(rate -> require(rate >= 0 && rate < 1, "dropout", rate, "in [0, 1)"));
        require(layerDecay > 0 && layerDecay <= 1, "layer decay", layerDecay, "in (0, 1]");
        require(threads >= 0, "threads", threads, "at least 0");
        require(!checkpointInterval.isNegative(), "checkpoint interval", checkpointInterval, "at least 0");
    }

    /**
     * The reference model card's recipe.
     *
     * @return the default options
     */
    public static TrainingOptions defaults() {
        return new TrainingOptions(
                3,
                2e-5,
                1,
                16,
                0.01,
                0,
                1,
                OptionalDouble.empty(),
                HeadInitialization.STANDARD,
                Loss.binaryCrossEntropy(),
                DistillationLoss.defaults(),
                1,
                Order.SHUFFLED,
                TrainingPrecision.AUTO,
                0,
                42,
                Duration.ofMinutes(3));
    }

    /**
     * These options, to be changed.
     *
     * @return a builder that starts with these values
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    private static void require(boolean holds, String name, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + ", expected " + expected);
        }
    }

    /** Changes options one by one. Not thread-safe. */
    public static final class Builder {

        private int epochs;
        private double learningRate;
        private double headRateFactor;
        private int batchSize;
        private double weightDecay;
        private double warmup;
        private double maxGradientNorm;
        private OptionalDouble dropout;
        private HeadInitialization headStart;
        private Loss loss;
        private DistillationLoss distillation;
        private double layerDecay;
        private Order order;
        private TrainingPrecision precision;
        private int threads;
        private long seed;
        private Duration checkpointInterval;

        private Builder(TrainingOptions start) {
            epochs = start.epochs;
            learningRate = start.learningRate;
            headRateFactor = start.headRateFactor;
            batchSize = start.batchSize;
            weightDecay = start.weightDecay;
            warmup = start.warmup;
            maxGradientNorm = start.maxGradientNorm;
            dropout = start.dropout;
            headStart = start.headStart;
            loss = start.loss;
            distillation = start.distillation;
            layerDecay = start.layerDecay;
            order = start.order;
            precision = start.precision;
            threads = start.threads;
            seed = start.seed;
            checkpointInterval = start.checkpointInterval;
        }

        /**
         * Sets epochs.
         *
         * @param value passes over the training examples, at least 1
         * @return this builder
         */
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /**
         * Sets learningRate.
         *
         * @param value the encoder's highest rate, above 0
         * @return this builder
         */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /**
         * Sets headRateFactor.
         *
         * @param value the head's rate over the encoder's, above 0
         * @return this builder
         */
        public Builder headRateFactor(double value) {
            headRateFactor = value;
            return this;
        }

        /**
         * Sets batchSize.
         *
         * @param value examples per step, at least 1
         * @return this builder
         */
        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        /**
         * Sets weightDecay.
         *
         * @param value decoupled weight decay of matrices, at least 0
         * @return this builder
         */
        public Builder weightDecay(double value) {
            weightDecay = value;
            return this;
        }

        /**
         * Sets warmup.
         *
         * @param value share of all steps over which the rate rises, in [0, 1)
         * @return this builder
         */
        public Builder warmup(double value) {
            warmup = value;
            return this;
        }

        /**
         * Sets maxGradientNorm.
         *
         * @param value the largest global gradient norm, above 0
         * @return this builder
         */
        public Builder maxGradientNorm(double value) {
            maxGradientNorm = value;
            return this;
        }

        /**
         * Sets dropout.
         *
         * @param value dropout everywhere in [0, 1), or empty for the encoder's own
         * @return this builder
         */
        public Builder dropout(OptionalDouble value) {
            dropout = value;
            return this;
        }

        /**
         * Sets headStart.
         *
         * @param value how a missing head starts
         * @return this builder
         */
        public Builder headStart(HeadInitialization value) {
            headStart = value;
            return this;
        }

        /**
         * Sets loss.
         *
         * @param value what the run makes small
         * @return this builder
         */
        public Builder loss(Loss value) {
            loss = value;
            return this;
        }

        /**
         * Sets distillation.
         *
         * @param value how much teachers count, where examples carry their logits
         * @return this builder
         */
        public Builder distillation(DistillationLoss value) {
            distillation = value;
            return this;
        }

        /**
         * Sets layerDecay.
         *
         * @param value each layer's rate is that of the layer above it times this, in (0, 1]
         * @return this builder
         */
        public Builder layerDecay(double value) {
            layerDecay = value;
            return this;
        }

        /**
         * Sets order.
         *
         * @param value in which order examples come
         * @return this builder
         */
        public Builder order(Order value) {
            order = value;
            return this;
        }

        /**
         * Sets precision.
         *
         * @param value number format of the large products
         * @return this builder
         */
        public Builder precision(TrainingPrecision value) {
            precision = value;
            return this;
        }

        /**
         * Sets threads.
         *
         * @param value CPU threads, or 0 for all
         * @return this builder
         */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /**
         * Sets seed.
         *
         * @param value of head, order and dropout
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets checkpointInterval.
         *
         * @param value time between checkpoints, at least 0
         * @return this builder
         */
        public Builder checkpointInterval(Duration value) {
            checkpointInterval = value;
            return this;
        }

        /**
         * Checks and makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a value is outside its range; the message names it
         */
        public TrainingOptions build() {
            return new TrainingOptions(
                    epochs,
                    learningRate,
                    headRateFactor,
                    batchSize,
                    weightDecay,
                    warmup,
                    maxGradientNorm,
                    dropout,
                    headStart,
                    loss,
                    distillation,
                    layerDecay,
                    order,
                    precision,
                    threads,
                    seed,
                    checkpointInterval);
        }
    }
}
