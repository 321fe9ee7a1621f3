package io.github.emotions4j.finetuning;

import io.github.emotions4j.evaluation.EvaluationListener;

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
}
