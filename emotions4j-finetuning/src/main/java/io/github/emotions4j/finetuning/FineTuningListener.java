package io.github.emotions4j.finetuning;

import io.github.emotions4j.training.TrainingListener;

/** Receives the progress of fine-tuning, on the calling thread. All methods do nothing unless overridden. */
public interface FineTuningListener extends TrainingListener {

    /**
     * Called when a stage begins.
     *
     * @param stage a description such as {@code exporting model.onnx}
     */
    default void stageStarted(String stage) {}

    /**
     * Called with a notice for the user.
     *
     * @param message one line
     */
    default void noticed(String message) {}
}
