package io.github.emotions4j.onnx.internal.scheduling;

import java.util.Iterator;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that share the texts of lists and streams. They start with the first such job and end after a second
 * without work, so a classifier that sees single texts only has none.
 *
 * <p>Thread-safe.
 */
public final class WorkerPool implements AutoCloseable {

    /** Texts pulled ahead per worker: seconds of work, so that a very long text leaves no other worker without. */
    private static final int AHEAD_PER_WORKER = 1024;

    /** Characters pulled ahead per worker, which bounds memory where texts are long. */
    private static final long CHARACTERS_AHEAD_PER_WORKER = 1 << 18;

    private final int count;
    private final ThreadPoolExecutor pool;

    public WorkerPool(int count) {
        this.count = count;
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(count, count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "emotions4j-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    public int count() {
        return count;
    }

    /** Classifies texts in order on all workers. */
    public <T> ScoresSpliterator<T> classify(Iterator<String> texts, BatchInference<T> classification) {
        return new ScoresSpliterator<>(
                texts, classification, pool, count, count * AHEAD_PER_WORKER, count * CHARACTERS_AHEAD_PER_WORKER);
    }

    /** Takes no more tasks; those under way finish. Does not wait for them. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
