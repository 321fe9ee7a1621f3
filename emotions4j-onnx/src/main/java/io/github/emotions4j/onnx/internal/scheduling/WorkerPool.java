package io.github.emotions4j.onnx.internal.scheduling;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads that start on demand and end after a second without work, so a classifier that gets few single texts
 * has none.
 *
 * <p>Thread-safe.
 */
final class WorkerPool implements Executor, AutoCloseable {

    private final ThreadPoolExecutor pool;

    /** @param workers the most threads, at least 1 */
    WorkerPool(int workers) {
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(workers, workers, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "emotions4j-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task in a thread of the pool.
     *
     * @throws RejectedExecutionException if the pool is closed
     */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Accepts no more tasks and waits for none; those accepted before still run. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
