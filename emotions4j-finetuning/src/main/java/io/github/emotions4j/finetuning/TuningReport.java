package io.github.emotions4j.finetuning;

import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.TunedThresholds;
import io.github.emotions4j.evaluation.card.ModelCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a {@link FolderTuning}. Immutable and thread-safe.
 *
 * @param thresholdsFile the {@code thresholds.json} that was written
 * @param tuned the thresholds, and the scores that they are evaluated on
 * @param calibration the calibration, if it was asked for
 * @param card whether the model card was written or refreshed
 */
public record TuningReport(
        Path thresholdsFile, TunedThresholds tuned, Optional<CalibrationReport> calibration, ModelCard.Refresh card) {

    /** Refuses null. */
    public TuningReport {
        Objects.requireNonNull(thresholdsFile, "thresholdsFile");
        Objects.requireNonNull(tuned, "tuned");
        Objects.requireNonNull(calibration, "calibration");
        Objects.requireNonNull(card, "card");
    }

    /**
     * The metrics to print.
     *
     * @return as {@link TunedThresholds#results()}
     */
    public List<EvaluationResult> results() {
        return tuned.results();
    }
}
