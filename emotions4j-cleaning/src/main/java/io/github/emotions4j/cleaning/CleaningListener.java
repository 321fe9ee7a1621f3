package io.github.emotions4j.cleaning;

import io.github.emotions4j.training.TrainingListener;

/** Hears how cleaning goes. Called by the calling thread; all methods do nothing unless overridden. */
public interface CleaningListener extends TrainingListener {

    /**
     * A stage begins.
     *
     * @param stage what is being done, in words, such as {@code fold 2 of 5: learning from 34728 texts}
     */
    default void stageStarted(String stage) {}
}
