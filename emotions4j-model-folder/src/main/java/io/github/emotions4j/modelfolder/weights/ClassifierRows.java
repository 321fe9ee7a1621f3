package io.github.emotions4j.modelfolder.weights;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scales and shifts a classifier's logits by changing its own last layer: {@code scale * (row . state + bias) + offset}
 * is a layer of the same shape with the row {@code scale * row} and the bias {@code scale * bias + offset}. The folder
 * stays a standard one.
 *
 * <p>Stateless and thread-safe.
 */
public final class ClassifierRows {

    private ClassifierRows() {}

    /**
     * Folds a line per label into the weights.
     *
     * @param weights a whole classifier's weights; not modified
     * @param config the encoder's shape
     * @param scales what to multiply each label's logit by, shape {@code [labels]}
     * @param offsets what to add to it then, shape {@code [labels]}
     * @return the same weights but for the classifier's rows and biases, which are computed in double precision and
     *     rounded once
     * @throws ModelFormatException if the classifier is missing or has another number of labels
     * @throws IllegalArgumentException if there are not as many offsets as scales, or a value does not fit fp32
     */
    public static Weights scaled(Weights weights, EncoderConfig config, double[] scales, double[] offsets) {
        if (scales.length != offsets.length) {
            throw new IllegalArgumentException(
                    "found " + offsets.length + " offsets, expected one for each of " + scales.length + " scales");
        }
        String layer = ModuleNames.head(config.architecture()).classifier();
        WeightTensor rows = weights.require(layer + ".weight", scales.length, config.hiddenSize());
        WeightTensor biases = weights.require(layer + ".bias", scales.length);
        Map<String, WeightTensor> tensors = new LinkedHashMap<>(weights.tensors());
        tensors.put(layer + ".weight", WeightTensor.of(scaledRows(rows, scales), rows.shape()));
        tensors.put(layer + ".bias", WeightTensor.of(shifted(biases, scales, offsets), biases.shape()));
        return new Weights(tensors, weights.source());
    }

    private static float[] scaledRows(WeightTensor rows, double[] scales) {
        float[] values = rows.toArray();
        int width = values.length / scales.length;
        for (int i = 0; i < values.length; i++) {
            values[i] = requireFinite(values[i] * scales[i / width]);
        }
        return values;
    }

    private static float[] shifted(WeightTensor biases, double[] scales, double[] offsets) {
        float[] values = biases.toArray();
        for (int label = 0; label < values.length; label++) {
            values[label] = requireFinite(values[label] * scales[label] + offsets[label]);
        }
        return values;
    }

    private static float requireFinite(double value) {
        float rounded = (float) value;
        if (!Float.isFinite(rounded)) {
            throw new IllegalArgumentException(
                    "a classifier's value became " + value + ", expected one that fits fp32");
        }
        return rounded;
    }
}
