package io.github.emotions4j.finetuning;

import io.github.emotions4j.evaluation.Evaluation;
import io.github.emotions4j.evaluation.ThresholdChoice;
import io.github.emotions4j.export.ParityReport;
import io.github.emotions4j.export.QuantizationReport;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What fine-tuning made. Immutable and thread-safe.
 *
 * @param folder the model folder
 * @param parity the fp32 graph against libtorch, on dev texts
 * @param quantization what INT8 did to the graph
 * @param int8Difference the INT8 graph against the fp32 graph, on dev texts
 * @param thresholds the thresholds, chosen on dev with the INT8 graph
 * @param dev the INT8 graph on dev at those thresholds: seen by the choice, so no honest figure
 * @param test the INT8 graph on a test split, when there was one
 */
public record FineTuningReport(
        Path folder,
        ParityReport parity,
        QuantizationReport quantization,
        ParityReport int8Difference,
        ThresholdChoice thresholds,
        Evaluation dev,
        Optional<TestScores> test) {

    /**
     * Honest figures: texts that neither training nor the choice of thresholds has seen.
     *
     * @param name what the split is called
     * @param sha256 SHA-256 of its file
     * @param atChosen at the thresholds chosen on dev
     * @param atHalf at 0.5 for every label
     */
    public record TestScores(String name, String sha256, Evaluation atChosen, Evaluation atHalf) {}
}
