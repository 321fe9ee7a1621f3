package io.github.emotions4j.finetuning;

import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.quantization.QuantizationReport;
import java.util.Objects;

/**
 * How the two ONNX graphs of a model were checked. Immutable and thread-safe.
 *
 * @param parity the fp32 graph against libtorch, on dev texts
 * @param quantization sizes of the fp32 and the INT8 graph
 * @param int8Difference the INT8 graph against the fp32 graph, on the same dev texts
 */
public record GraphReport(ParityReport parity, QuantizationReport quantization, ParityReport int8Difference) {

    /** Refuses null. */
    public GraphReport {
        Objects.requireNonNull(parity, "parity");
        Objects.requireNonNull(quantization, "quantization");
        Objects.requireNonNull(int8Difference, "int8Difference");
    }
}
