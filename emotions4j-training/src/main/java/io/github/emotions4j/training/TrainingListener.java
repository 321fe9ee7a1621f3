package io.github.emotions4j.training;

import java.nio.file.Path;
import java.time.Duration;

/** Hears how a training run goes. Called by the training thread; all methods do nothing unless overridden. */
public interface TrainingListener {

    /**
     * What a run is about to do.
     *
     * @param precision the number format chosen, never {@link TrainingPrecision#AUTO}
     * @param threads CPU threads
     * @param totalSteps steps of the whole run
     * @param stepsDone steps that a checkpoint had already done
     * @param examples training examples
     */
    record Start(TrainingPrecision precision, int threads, long totalSteps, long stepsDone, int examples) {}

    /**
     * One step's figures.
     *
     * @param step the step, from 1
     * @param epoch its epoch, from 1
     * @param loss mean binary cross-entropy of the step's own batch
     * @param learningRate the encoder's rate at this step
     * @param gradientNorm global norm before clipping
     * @param examples examples in the batch
     * @param tokens tokens in the batch, padding not counted
     * @param time what the step took
     */
    record Step(
            long step,
            int epoch,
            double loss,
            double learningRate,
            double gradientNorm,
            int examples,
            int tokens,
            Duration time) {}

    /**
     * An epoch's figures.
     *
     * @param epoch the epoch, from 1
     * @param step the last step of it
     * @param trainLoss mean loss of its steps that this process ran
     * @param devLoss mean binary cross-entropy on dev
     * @param devMacroF1 macro-F1 on dev with thresholds chosen on dev
     * @param devMacroF1AtHalf macro-F1 on dev with threshold 0.5
     */
    record Epoch(int epoch, long step, double trainLoss, double devLoss, double devMacroF1, double devMacroF1AtHalf) {}

    /**
     * The run starts.
     *
     * @param start what it will do
     */
    default void started(Start start) {}

    /**
     * A step is done.
     *
     * @param step its figures
     */
    default void stepDone(Step step) {}

    /**
     * An epoch is done and scored on dev.
     *
     * @param epoch its figures
     */
    default void epochDone(Epoch epoch) {}

    /**
     * A checkpoint was written.
     *
     * @param file where
     */
    default void checkpointWritten(Path file) {}
}
