package io.github.emotions4j.modelfolder.weights;

import io.github.emotions4j.core.ModelFormatException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of a model by transformers' names, in a stable order.
 *
 * <p>Immutable and thread-safe.
 *
 * @param tensors the tensors by name
 * @param source where they came from, for errors
 */
public record Weights(Map<String, WeightTensor> tensors, String source) {

    /** Keeps the order of the map, which later changes do not touch. */
    public Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * A tensor that must be there with a given shape.
     *
     * @param name its name
     * @param shape the shape it must have
     * @return the tensor
     * @throws ModelFormatException if it is missing, has another shape or holds no values that are read as fp32; the
     *     message names tensor and file
     */
    public WeightTensor require(String name, long... shape) {
        WeightTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFormatException(
                    "tensor '" + name + "' is missing, expected shape " + Arrays.toString(shape) + " in " + source);
        }
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new ModelFormatException("tensor '" + name + "' has shape " + Arrays.toString(tensor.shape())
                    + ", expected " + Arrays.toString(shape) + " in " + source);
        }
        if (!tensor.isReadable()) {
            throw new ModelFormatException(
                    "tensor '" + name + "' has dtype " + tensor.type() + ", expected F32, F16 or BF16 in " + source);
        }
        return tensor;
    }
}
