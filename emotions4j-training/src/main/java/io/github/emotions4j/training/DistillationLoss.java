package io.github.emotions4j.training;

/**
 * How much a run listens to teachers, where examples carry teachers' logits. Immutable and thread-safe.
 *
 * <p>The teacher's part of the loss is {@code T^2 * BCE(logits / T, sigmoid(teacherLogits / T))}. Source: Hinton et al.
 * 2015, Distilling the Knowledge in a Neural Network (<a href="https://arxiv.org/abs/1503.02531">paper</a>), with a
 * sigmoid per label for the softmax.
 *
 * @param temperature T, above 0; above 1 it softens what teachers say
 * @param share the teacher's share of the loss of a labelled example, in [0, 1]; the labels have the rest
 */
public record DistillationLoss(double temperature, double share) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is outside its range
     */
    public DistillationLoss {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature is " + temperature + ", expected above 0");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("teacher's share is " + share + ", expected a value in [0, 1]");
        }
    }

    /**
     * Teacher and labels in equal parts, nothing softened.
     *
     * @return the default
     */
    public static DistillationLoss defaults() {
        return new DistillationLoss(1, 0.5);
    }
}
