package io.github.emotions4j.cleaning;

import io.github.emotions4j.training.TrainingListener;

/** Receives the progress of a cleaning run, on the calling thread. The default methods do nothing. */
public interface CleaningListener extends TrainingListener {

    /**
     * A stage begins.
     *
     * @param stage a description, such as {@code fold 2 of 5: learning from 34728 texts}
     */
    default void stageStarted(String stage) {}
}
