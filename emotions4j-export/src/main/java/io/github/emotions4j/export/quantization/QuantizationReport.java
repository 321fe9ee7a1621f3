package io.github.emotions4j.export.quantization;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What quantising did to a graph.
 *
 * <p>Immutable and thread-safe.
 *
 * @param fp32Bytes size of the fp32 file
 * @param int8Bytes size of the INT8 file
 * @param tensors the quantised tensors in the graph's order
 * @param nodesInFp32 names of MatMul and Gemm nodes with constant fp32 weights that had to stay, normally none
 */
public record QuantizationReport(
        long fp32Bytes, long int8Bytes, List<QuantizedTensor> tensors, List<String> nodesInFp32) {

    /** Copies the lists. */
    public QuantizationReport {
        tensors = List.copyOf(tensors);
        nodesInFp32 = List.copyOf(nodesInFp32);
    }

    /** The same report on another form of the INT8 file. */
    public QuantizationReport ofSize(long bytes) {
        return new QuantizationReport(fp32Bytes, bytes, tensors, nodesInFp32);
    }

    /**
     * The INT8 file's share of the fp32 file.
     *
     * @return a ratio, near 0.25
     */
    public double sizeRatio() {
        return (double) int8Bytes / fp32Bytes;
    }

    /**
     * The tensor that lost most.
     *
     * @return the one with the largest relative error, or empty when nothing was quantised
     */
    public Optional<QuantizedTensor> worst() {
        return tensors.stream().max(Comparator.comparingDouble(QuantizedTensor::relativeError));
    }
}
