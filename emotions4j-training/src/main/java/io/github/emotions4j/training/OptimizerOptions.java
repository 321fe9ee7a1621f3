package io.github.emotions4j.training;

import static io.github.emotions4j.training.OptionCheck.require;

/**
 * The settings of AdamW. Immutable and thread-safe.
 *
 * @param learningRate the encoder's highest learning rate, above 0
 * @param headLearningRateFactor the head's learning rate divided by the encoder's, above 0
 * @param layerwiseLearningRateDecay layer-wise learning-rate decay, in (0, 1]: from one encoder layer to the layer
 *     below it, and from the lowest layer to the embeddings, the learning rate is multiplied by this factor
 * @param weightDecay decoupled weight decay of matrices, at least 0; biases and LayerNorms have none
 * @param maxGradientNorm gradients are scaled down to this global norm, above 0
 */
public record OptimizerOptions(
        double learningRate,
        double headLearningRateFactor,
        double layerwiseLearningRateDecay,
        double weightDecay,
        double maxGradientNorm) {

    /**
     * Refuses values outside their range.
     *
     * @throws IllegalArgumentException if a value is outside its range; the message names it
     */
    public OptimizerOptions {
        require(learningRate > 0 && Double.isFinite(learningRate), "learning rate", learningRate, "above 0");
        require(
                headLearningRateFactor > 0 && Double.isFinite(headLearningRateFactor),
                "head rate factor",
                headLearningRateFactor,
                "above 0");
        require(
                layerwiseLearningRateDecay > 0 && layerwiseLearningRateDecay <= 1,
                "layer decay",
                layerwiseLearningRateDecay,
                "in (0, 1]");
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "weight decay", weightDecay, "at least 0");
        require(maxGradientNorm > 0, "max gradient norm", maxGradientNorm, "above 0");
    }
}
