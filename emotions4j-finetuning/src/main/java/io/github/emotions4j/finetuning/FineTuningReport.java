package io.github.emotions4j.finetuning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.export.ParityReport;
import io.github.emotions4j.export.QuantizationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What fine-tuning made. Immutable and thread-safe.
 *
 * @param folder the model folder
 * @param parity the fp32 graph against libtorch, on dev texts
 * @param quantization what INT8 did to the graph
 * @param int8Difference the INT8 graph against the fp32 graph, on dev texts
 * @param calibration what calibration on dev did, where it was asked for
 * @param thresholds the thresholds, chosen on dev with the INT8 graph
 * @param scored what the results are of: the test split, or dev where there is none
 * @param results the INT8 graph on {@code scored} at 0.5, at the thresholds of dev, and at an oracle's
 */
public record FineTuningReport(
        Path folder,
        ParityReport parity,
        QuantizationReport quantization,
        ParityReport int8Difference,
        Optional<CalibrationReport> calibration,
        ThresholdChoice thresholds,
        Dataset scored,
        List<EvaluationResult> results) {

    /** Copies the results. */
    public FineTuningReport {
        results = List.copyOf(results);
    }
}
