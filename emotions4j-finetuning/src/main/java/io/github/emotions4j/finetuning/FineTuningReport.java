package io.github.emotions4j.finetuning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of fine-tuning. Immutable and thread-safe.
 *
 * @param folder the model folder
 * @param graphs how the ONNX graphs were checked
 * @param calibration the calibration on dev, where it was asked for
 * @param thresholds the thresholds, chosen on dev with the INT8 graph
 * @param scored the dataset of the results: the test split, or dev where there is none
 * @param results the INT8 graph on {@code scored}, at threshold 0.5, at the thresholds chosen on dev, and at thresholds
 *     chosen on {@code scored} itself (an upper bound)
 */
public record FineTuningReport(
        Path folder,
        GraphReport graphs,
        Optional<CalibrationReport> calibration,
        ThresholdChoice thresholds,
        Dataset scored,
        List<EvaluationResult> results) {

    /** Takes the results in the order of the model card. */
    public FineTuningReport {
        results = List.copyOf(results);
    }
}
