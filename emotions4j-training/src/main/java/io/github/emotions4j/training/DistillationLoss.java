package io.github.emotions4j.training;

import static io.github.emotions4j.training.OptionCheck.require;

/**
 * The distillation term of the loss, for examples that carry teacher logits. Immutable and thread-safe.
 *
 * <p>The term is {@code T^2 * BCE(logits / T, sigmoid(teacherLogits / T))}. Source: Hinton et al. 2015, Distilling the
 * Knowledge in a Neural Network (<a href="https://arxiv.org/abs/1503.02531">paper</a>), with a sigmoid per label
 * instead of the softmax.
 *
 * @param temperature T, above 0; above 1 it moves the teacher's probabilities towards one half
 * @param teacherWeight weight of this term in the loss of a labelled example, in [0, 1]; the label loss has the rest
 */
public record DistillationLoss(double temperature, double teacherWeight) {

    /**
     * Refuses values outside their range.
     *
     * @throws IllegalArgumentException if a value is outside its range
     */
    public DistillationLoss {
        require(temperature > 0 && Double.isFinite(temperature), "temperature", temperature, "above 0");
        require(teacherWeight >= 0 && teacherWeight <= 1, "teacher's share", teacherWeight, "a value in [0, 1]");
    }

    /**
     * Temperature 1, and equal weights for teacher and labels.
     *
     * @return the default
     */
    public static DistillationLoss defaults() {
        return new DistillationLoss(1, 0.5);
    }
}
