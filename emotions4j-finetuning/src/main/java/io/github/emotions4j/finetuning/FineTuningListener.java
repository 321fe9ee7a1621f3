package io.github.emotions4j.finetuning;

import io.github.emotions4j.training.TrainingListener;

/** Hears how fine-tuning goes. Called by the calling thread; all methods do nothing unless overridden. */
public interface FineTuningListener extends TrainingListener {

    /**
     * A stage begins.
     *
     * @param stage what is being done, in words, such as {@code exporting model.onnx}
     */
    default void stageStarted(String stage) {}

    /**
     * Something that a person should know.
     *
     * @param message one line
     */
    default void noticed(String message) {}
}
