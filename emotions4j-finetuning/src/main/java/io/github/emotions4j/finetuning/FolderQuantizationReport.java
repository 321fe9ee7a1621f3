package io.github.emotions4j.finetuning;

import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.quantization.QuantizationReport;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The outcome of a {@link FolderQuantization}. Immutable and thread-safe.
 *
 * @param graph the INT8 graph that was written
 * @param quantization file sizes, and the tensors that were quantised
 * @param difference the scores of the INT8 graph compared with those of the fp32 graph, on the sample texts of this
 *     library
 */
public record FolderQuantizationReport(Path graph, QuantizationReport quantization, ParityReport difference) {

    /** Refuses null. */
    public FolderQuantizationReport {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(quantization, "quantization");
        Objects.requireNonNull(difference, "difference");
    }
}
