package io.github.emotions4j.training;

import java.nio.file.Path;
import java.time.Duration;

/** Receives the progress of a training run, on the training thread. All methods do nothing unless overridden. */
public interface TrainingListener {

    /**
     * The plan of a run.
     *
     * @param precision the resolved number format, never {@link TrainingPrecision#AUTO}
     * @param threads CPU threads
     * @param totalSteps steps of the whole run
     * @param stepsDone steps done before, read from a checkpoint
     * @param examples training examples
     */
    record Start(TrainingPrecision precision, int threads, long totalSteps, long stepsDone, int examples) {}

    /**
     * The figures of one step.
     *
     * @param step the step, from 1
     * @param epoch its epoch, from 1
     * @param loss mean training loss of the step's batch
     * @param learningRate the encoder's rate at this step
     * @param gradientNorm global norm before clipping
     * @param throughput how much the step processed, in what time
     */
    record Step(long step, int epoch, double loss, double learningRate, double gradientNorm, Throughput throughput) {}

    /**
     * What a step processed.
     *
     * @param examples examples in the batch
     * @param tokens tokens in the batch, padding not counted
     * @param time wall-clock time of the step
     */
    record Throughput(int examples, int tokens, Duration time) {}

    /**
     * The figures of one epoch.
     *
     * @param epoch the epoch, from 1
     * @param step its last step
     * @param trainLoss mean loss of those of its steps that this process ran
     * @param devLoss mean binary cross-entropy on dev
     * @param devMacroF1 macro-F1 on dev with thresholds chosen on dev
     * @param devMacroF1AtHalf macro-F1 on dev with threshold 0.5
     */
    record Epoch(int epoch, long step, double trainLoss, double devLoss, double devMacroF1, double devMacroF1AtHalf) {}

    /**
     * Called before the first step.
     *
     * @param start the plan of the run
     */
    default void started(Start start) {}

    /**
     * Called after each step.
     *
     * @param step its figures
     */
    default void stepDone(Step step) {}

    /**
     * Called after each epoch, once it is evaluated on dev.
     *
     * @param epoch its figures
     */
    default void epochDone(Epoch epoch) {}

    /**
     * Called after each checkpoint.
     *
     * @param file the checkpoint
     */
    default void checkpointWritten(Path file) {}
}
