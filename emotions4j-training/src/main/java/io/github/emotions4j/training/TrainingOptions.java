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
 * @param optimizer learning rates, weight decay and gradient clipping
 * @param schedule epochs, batch size, warm-up and order of the examples
 * @param classifier dropout and initialisation of the head
 * @param loss the loss of labelled examples, averaged over examples and labels
 * @param distillation the loss of examples that carry teacher logits
 * @param runtime precision, threads and checkpoints
 * @param seed of head initialisation, example order and dropout: the same seed, data, threads and machine give the same
 *     weights
 */
public record TrainingOptions(
        OptimizerOptions optimizer,
        ScheduleOptions schedule,
        ClassifierOptions classifier,
        Loss loss,
        DistillationLoss distillation,
        RuntimeOptions runtime,
        long seed) {

    private static final TrainingOptions DEFAULTS = new TrainingOptions(
            new OptimizerOptions(2e-5, 1, 1, 0.01, 1),
            new ScheduleOptions(3, 16, 0, ScheduleOptions.Order.SHUFFLED),
            new ClassifierOptions(OptionalDouble.empty(), HeadInitialization.STANDARD),
            Loss.binaryCrossEntropy(),
            DistillationLoss.defaults(),
            new RuntimeOptions(TrainingPrecision.AUTO, 0, Duration.ofMinutes(3)),
            42);

    /** Refuses null; the groups have checked their ranges. */
    public TrainingOptions {
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(distillation, "distillation");
        Objects.requireNonNull(runtime, "runtime");
    }

    /**
     * The reference model card's recipe.
     *
     * @return the default options
     */
    public static TrainingOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A builder that starts with the reference model card's recipe.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return DEFAULTS.toBuilder();
    }

    /**
     * A builder that starts with these options.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * All values in a fixed notation, to be hashed into the fingerprint of a run. Checkpoints and cached scores are
     * found by such fingerprints, so the notation does not follow renamed or regrouped options.
     *
     * @return one line, the same for equal options
     */
    public String fingerprintText() {
        return "TrainingOptions[epochs=" + schedule.epochs()
                + ", learningRate=" + optimizer.learningRate()
                + ", headRateFactor=" + optimizer.headLearningRateFactor()
                + ", batchSize=" + schedule.batchSize()
                + ", weightDecay=" + optimizer.weightDecay()
                + ", warmup=" + schedule.warmup()
                + ", maxGradientNorm=" + optimizer.maxGradientNorm()
                + ", dropout=" + classifier.dropout()
                + ", headStart=" + classifier.headInitialization()
                + ", loss=" + loss
                + ", distillation=Distillation[temperature=" + distillation.temperature()
                + ", share=" + distillation.teacherWeight()
                + "], layerDecay=" + optimizer.layerwiseLearningRateDecay()
                + ", order=" + schedule.order()
                + ", precision=" + runtime.precision()
                + ", threads=" + runtime.threads()
                + ", seed=" + seed
                + ", checkpointInterval=" + runtime.checkpointInterval() + "]";
    }

    /** Changes options one by one; {@link #build} checks them. Not thread-safe. */
    public static final class Builder {

        private int epochs;
        private double learningRate;
        private double headLearningRateFactor;
        private int batchSize;
        private double weightDecay;
        private double warmup;
        private double maxGradientNorm;
        private OptionalDouble dropout;
        private HeadInitialization headInitialization;
        private Loss loss;
        private DistillationLoss distillation;
        private double layerwiseLearningRateDecay;
        private ScheduleOptions.Order order;
        private TrainingPrecision precision;
        private int threads;
        private long seed;
        private Duration checkpointInterval;

        private Builder(TrainingOptions start) {
            epochs = start.schedule.epochs();
            learningRate = start.optimizer.learningRate();
            headLearningRateFactor = start.optimizer.headLearningRateFactor();
            batchSize = start.schedule.batchSize();
            weightDecay = start.optimizer.weightDecay();
            warmup = start.schedule.warmup();
            maxGradientNorm = start.optimizer.maxGradientNorm();
            dropout = start.classifier.dropout();
            headInitialization = start.classifier.headInitialization();
            loss = start.loss;
            distillation = start.distillation;
            layerwiseLearningRateDecay = start.optimizer.layerwiseLearningRateDecay();
            order = start.schedule.order();
            precision = start.runtime.precision();
            threads = start.runtime.threads();
            seed = start.seed;
            checkpointInterval = start.runtime.checkpointInterval();
        }

        /**
         * The number of epochs.
         *
         * @param value passes over the training examples, at least 1
         * @return this builder
         */
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /**
         * The peak of the learning-rate schedule.
         *
         * @param value the encoder's highest learning rate, above 0
         * @return this builder
         */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /**
         * A learning rate of its own for the classification head.
         *
         * @param value the head's learning rate divided by the encoder's, above 0
         * @return this builder
         */
        public Builder headLearningRateFactor(double value) {
            headLearningRateFactor = value;
            return this;
        }

        /**
         * The batch size.
         *
         * @param value examples per step, at least 1
         * @return this builder
         */
        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        /**
         * AdamW's weight decay; biases and LayerNorms have none.
         *
         * @param value decoupled weight decay of matrices, at least 0
         * @return this builder
         */
        public Builder weightDecay(double value) {
            weightDecay = value;
            return this;
        }

        /**
         * The warm-up of the learning-rate schedule.
         *
         * @param value share of all steps over which the learning rate rises, in [0, 1)
         * @return this builder
         */
        public Builder warmup(double value) {
            warmup = value;
            return this;
        }

        /**
         * Gradient clipping.
         *
         * @param value the largest global gradient norm, above 0
         * @return this builder
         */
        public Builder maxGradientNorm(double value) {
            maxGradientNorm = value;
            return this;
        }

        /**
         * One dropout rate for hidden states, attention and head, instead of the encoder's own rates.
         *
         * @param value a rate in [0, 1)
         * @return this builder
         */
        public Builder dropout(double value) {
            dropout = OptionalDouble.of(value);
            return this;
        }

        /**
         * The initialisation of a new classification head.
         *
         * @param value the initial weights of a new head
         * @return this builder
         */
        public Builder headInitialization(HeadInitialization value) {
            headInitialization = value;
            return this;
        }

        /**
         * The loss function of labels.
         *
         * @param value the loss of labelled examples
         * @return this builder
         */
        public Builder loss(Loss value) {
            loss = value;
            return this;
        }

        /**
         * The distillation term, for examples that carry teacher logits.
         *
         * @param value its temperature and weight
         * @return this builder
         */
        public Builder distillation(DistillationLoss value) {
            distillation = value;
            return this;
        }

        /**
         * Layer-wise learning-rate decay.
         *
         * @param value the factor from one encoder layer to the layer below it, in (0, 1]
         * @return this builder
         */
        public Builder layerwiseLearningRateDecay(double value) {
            layerwiseLearningRateDecay = value;
            return this;
        }

        /**
         * The order of the examples.
         *
         * @param value shuffled or as in the data
         * @return this builder
         */
        public Builder order(ScheduleOptions.Order value) {
            order = value;
            return this;
        }

        /**
         * The precision.
         *
         * @param value number format of the large matrix products
         * @return this builder
         */
        public Builder precision(TrainingPrecision value) {
            precision = value;
            return this;
        }

        /**
         * The number of CPU threads.
         *
         * @param value at least 1, or 0 for one per processor
         * @return this builder
         */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /**
         * The seed of head initialisation, example order and dropout.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The time between checkpoints.
         *
         * @param value at least 0; with 0 every step writes a checkpoint
         * @return this builder
         */
        public Builder checkpointInterval(Duration value) {
            checkpointInterval = value;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a value is outside its range; the message names it
         */
        public TrainingOptions build() {
            return new TrainingOptions(
                    new OptimizerOptions(
                            learningRate,
                            headLearningRateFactor,
                            layerwiseLearningRateDecay,
                            weightDecay,
                            maxGradientNorm),
                    new ScheduleOptions(epochs, batchSize, warmup, order),
                    new ClassifierOptions(dropout, headInitialization),
                    loss,
                    distillation,
                    new RuntimeOptions(precision, threads, checkpointInterval),
                    seed);
        }
    }
}
