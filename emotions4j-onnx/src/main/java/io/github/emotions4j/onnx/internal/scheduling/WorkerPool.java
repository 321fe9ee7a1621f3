package io.github.emotions4j.onnx.internal.scheduling;

import java.util.Iterator;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run lists and streams. They start with the first job and end after a second without work, so a
 * classifier that gets only single texts has none.
 *
 * <p>Thread-safe.
 */
public final class WorkerPool implements AutoCloseable {

    /** Seconds of work, so that the other workers have texts while one runs a very long text. */
    private static final int TEXTS_AHEAD_PER_WORKER = 1024;

    /** Bounds the memory of a job whose texts are long. */
    private static final long CHARACTERS_AHEAD_PER_WORKER = 1 << 18;

    private final int workerCount;
    private final ThreadPoolExecutor pool;

    /**
     * Makes a pool that has no thread yet.
     *
     * @param workerCount the most threads, at least 1
     */
    public WorkerPool(int workerCount) {
        this.workerCount = workerCount;
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                workerCount, workerCount, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "emotions4j-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * The size of the pool.
     *
     * @return the most threads, at least 1
     */
    public int workerCount() {
        return workerCount;
    }

    /**
     * Begins a job. Texts are pulled while the result is read, in the reading thread.
     *
     * @param <T> a tokenised text
     * @param texts the texts of the job, in order
     * @param inference tokenises and scores them, in the threads of the pool or in the reading thread
     * @return the scores in the order of the texts
     */
    public <T> ScoresSpliterator<T> classify(Iterator<String> texts, BatchInference<T> inference) {
        return new ScoresSpliterator<>(
                texts,
                inference,
                pool,
                workerCount,
                workerCount * TEXTS_AHEAD_PER_WORKER,
                workerCount * CHARACTERS_AHEAD_PER_WORKER);
    }

    /** Accepts no more steps and waits for none: running ones end, and readers run the texts that are left. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
