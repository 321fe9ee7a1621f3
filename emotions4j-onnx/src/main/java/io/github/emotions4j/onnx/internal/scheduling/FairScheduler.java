package io.github.emotions4j.onnx.internal.scheduling;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the texts of one job on workers that other jobs share. The work is cut into steps: a step tokenises some texts,
 * runs one batch and then queues the next step behind those of the other jobs. So a small job does not wait for a large
 * one.
 *
 * <p>Thread-safe.
 */
final class FairScheduler {

    private final LengthBuckets<?> texts;
    private final Executor workers;
    private final int maxSteps;
    private int reservedSteps;
    private int runningSteps;

    /** @param maxSteps the most steps that are queued or run at a time: the number of workers */
    FairScheduler(LengthBuckets<?> texts, Executor workers, int maxSteps) {
        this.texts = texts;
        this.workers = workers;
        this.maxSteps = maxSteps;
    }

    /** Queues one more step, if texts wait and the workers have fewer steps than {@code maxSteps}. */
    void scheduleStep() {
        if (reserveStep() && !submitStep()) {
            releaseStep();
        }
    }

    /** Whether no worker runs this job, so that a reader gets its result soonest by running the text itself. */
    synchronized boolean isIdle() {
        // A single worker may be between two steps; a reader who then runs a text would be a second worker.
        return maxSteps == 1 ? reservedSteps == 0 : runningSteps == 0;
    }

    private synchronized boolean reserveStep() {
        boolean reserves = reservedSteps < maxSteps && !texts.isEmpty();
        reservedSteps += reserves ? 1 : 0;
        return reserves;
    }

    /** False where the workers accept no more steps, because the classifier is closed. */
    private boolean submitStep() {
        try {
            workers.execute(this::runSteps);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private void runSteps() {
        do {
            runStep();
        } while (keepReservation() && !submitStep());
    }

    private void runStep() {
        stepStarted();
        try {
            texts.tokenizeNext();
            scheduleStep();
            texts.runNextBatch();
        } catch (RuntimeException | Error failed) {
            // The failure ends the job: the reader throws it when it comes to the first of these texts.
            texts.failAll(failed);
        } finally {
            stepEnded();
        }
    }

    private synchronized void stepStarted() {
        runningSteps++;
    }

    private synchronized void stepEnded() {
        runningSteps--;
    }

    /** True where texts wait for a next step. Under the lock of {@link #reserveStep}, so that no text is overlooked. */
    private synchronized boolean keepReservation() {
        boolean keeps = !texts.isEmpty();
        reservedSteps -= keeps ? 0 : 1;
        return keeps;
    }

    private synchronized void releaseStep() {
        reservedSteps--;
    }
}
