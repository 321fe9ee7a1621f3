package io.github.emotions4j.onnx.internal.scheduling;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets the workers classify a job's texts in turns: in each turn a worker reads some, runs one group of equal lengths, and
 * goes on behind the turns of other jobs, so that a small job beside a large one is not kept waiting.
 *
 * <p>Thread-safe.
 */
public final class FairScheduler {

    private final LengthBuckets<?> texts;
    private final Executor workers;
    private final int most;
    private int promised;
    private int running;

    /** @param most the most turns at a time: the number of workers */
    FairScheduler(LengthBuckets<?> texts, Executor workers, int most) {
        this.texts = texts;
        this.workers = workers;
        this.most = most;
    }

    /** Promises one more turn, where texts wait for one and not all workers have one. */
    void offer() {
        if (promise() && !handOver()) {
            takeBack();
        }
    }

    /** Whether nobody is at these texts, so that whoever waits for one had better do it. */
    synchronized boolean idle() {
        // A single worker is now and then between two turns; the one who waits would be a second.
        return most == 1 ? promised == 0 : running == 0;
    }

    private synchronized boolean promise() {
        boolean promises = promised < most && !texts.isEmpty();
        promised += promises ? 1 : 0;
        return promises;
    }

    /** False where the workers take nothing more, because the classifier is closed. */
    private boolean handOver() {
        try {
            workers.execute(this::turn);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private void turn() {
        do {
            synchronized (this) {
                running++;
            }
            try {
                texts.readSome();
                offer();
                texts.runOldest();
            } finally {
                synchronized (this) {
                    running--;
                }
            }
        } while (keepPromise() && !handOver());
    }

    /** True where texts are left for a next turn. One lock with {@link #promise}, so that no text falls between. */
    private synchronized boolean keepPromise() {
        boolean more = !texts.isEmpty();
        promised -= more ? 0 : 1;
        return more;
    }

    private synchronized void takeBack() {
        promised--;
    }
}
