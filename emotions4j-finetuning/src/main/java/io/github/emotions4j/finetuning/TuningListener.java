package io.github.emotions4j.finetuning;

import io.github.emotions4j.evaluation.EvaluationListener;
import io.github.emotions4j.evaluation.TunedThresholds;
import java.nio.file.Path;

/**
 * Receives the progress of a {@link FolderTuning}. All methods are called by the thread that tunes. They do nothing
 * unless overridden.
 */
public interface TuningListener extends EvaluationListener {

    /**
     * A listener that ignores everything.
     *
     * @return the listener
     */
    static TuningListener none() {
        return new TuningListener() {};
    }

    /**
     * The calibration was written into the weights and graphs of the folder.
     *
     * @param report scales, offsets and the calibration error before and after
     */
    default void calibrated(CalibrationReport report) {}

    /**
     * The thresholds were written. The model card follows.
     *
     * @param file the written {@code thresholds.json}
     * @param tuned the thresholds and how they were chosen
     */
    default void thresholdsWritten(Path file, TunedThresholds tuned) {}
}
