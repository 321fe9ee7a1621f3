package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.modelfolder.ProblemType;

/**
 * Turns logits into probabilities.
 *
 * <p>Computed in double with {@link StrictMath}, which gives the same bits on every JVM, then rounded to float.
 * Stateless and thread-safe.
 */
final class Probabilities {

    private Probabilities() {}

    /**
     * The probability of each label: the sigmoid {@code 1 / (1 + exp(-logit))} for multi-label models, the softmax for
     * single-label models.
     *
     * @param logits raw scores, shape {@code [labels]}; not modified
     * @return probabilities in [0, 1], shape {@code [labels]}
     * @throws InferenceException if a logit is NaN or infinite; the message names the label
     */
    static float[] of(float[] logits, ProblemType problemType, LabelSet labels) {
        for (int id = 0; id < logits.length; id++) {
            if (!Float.isFinite(logits[id])) {
                throw new InferenceException(
                        "logit of '" + labels.name(id) + "' is " + logits[id] + ", expected a finite number");
            }
        }
        return problemType == ProblemType.MULTI_LABEL ? sigmoid(logits) : softmax(logits);
    }

    private static float[] sigmoid(float[] logits) {
        float[] probabilities = new float[logits.length];
        for (int id = 0; id < logits.length; id++) {
            probabilities[id] = (float) (1 / (1 + StrictMath.exp(-logits[id])));
        }
        return probabilities;
    }

    private static float[] softmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] weights = new double[logits.length];
        double sum = 0;
        for (int id = 0; id < logits.length; id++) {
            weights[id] = StrictMath.exp(logits[id] - largest);
            sum += weights[id];
        }
        float[] probabilities = new float[logits.length];
        for (int id = 0; id < logits.length; id++) {
            probabilities[id] = (float) (weights[id] / sum);
        }
        return probabilities;
    }
}
