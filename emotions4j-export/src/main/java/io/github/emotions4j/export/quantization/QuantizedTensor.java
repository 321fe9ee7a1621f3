package io.github.emotions4j.export.quantization;

import java.util.Objects;

/**
 * What quantising did to one tensor.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the fp32 tensor's name in the graph
 * @param use what the graph uses it for
 * @param rows its rows as quantised: inputs of a MatMul, ids of an embedding table
 * @param columns its columns as quantised: outputs of a MatMul, width of an embedding
 * @param worstError the largest |fp32 value - INT8 value|
 * @param relativeError root of the squared errors' sum over the squared values' sum; 0 for a tensor of zeros
 */
public record QuantizedTensor(String name, Use use, long rows, long columns, double worstError, double relativeError) {

    /** What a quantised tensor is for. */
    public enum Use {

        /** Weights of a matrix product: 7 bits, a scale per output. */
        MATMUL,

        /** Rows that are looked up by id: 8 bits, a scale per row. */
        EMBEDDING
    }

    /** Checks that nothing is null. */
    public QuantizedTensor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(use, "use");
    }
}
