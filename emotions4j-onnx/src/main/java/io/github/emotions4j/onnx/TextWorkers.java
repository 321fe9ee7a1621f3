package io.github.emotions4j.onnx;

import java.util.Iterator;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that share the texts of lists and streams. They start with the first such job and end after a second
 * without work, so a classifier that sees single texts only has none.
 *
 * <p>Thread-safe.
 */
final class TextWorkers implements AutoCloseable {

    /** Texts pulled ahead per worker: seconds of work, so that a very long text leaves no other worker without. */
    private static final int AHEAD_PER_WORKER = 1024;

    /** Characters pulled ahead per worker, which bounds memory where texts are long. */
    private static final long CHARACTERS_AHEAD_PER_WORKER = 1 << 18;

    private final int count;
    private final ThreadPoolExecutor pool;

    TextWorkers(int count) {
        this.count = count;
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(count, count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "emotions4j-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    int count() {
        return count;
    }

    /** Classifies texts in order on all workers; with a single worker, in the thread that takes the scores. */
    OrderedScores classify(Iterator<String> texts, IndexedClassification classification) {
        return count == 1
                ? new OrderedScores(texts, classification, task -> {}, 1)
                : new OrderedScores(
                        texts,
                        classification,
                        this::submit,
                        count * AHEAD_PER_WORKER,
                        count * CHARACTERS_AHEAD_PER_WORKER);
    }

    /** A task that is turned away, because the classifier is closed, is run by the thread that wants its result. */
    private void submit(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException closed) {
            System.getLogger(TextWorkers.class.getName()).log(System.Logger.Level.DEBUG, "workers are closed");
        }
    }

    /** Takes no more tasks; those under way finish. Does not wait for them. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
