package io.github.emotions4j.core.internal;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Guards native memory that many threads use and one thread frees: no use begins once {@link #close} is called, and the
 * memory is freed once, when the uses under way have ended.
 *
 * <p>Thread-safe. A use must not close its own lifetime, which would wait for ever.
 */
public final class NativeLifetime {

    /**
     * Uses the native memory.
     *
     * @param <R> type of the result
     * @param <E> type of the checked exception, {@link RuntimeException} when there is none
     */
    @FunctionalInterface
    public interface Use<R, E extends Exception> {

        /**
         * Runs while the memory is certain not to be freed.
         *
         * @return the result
         * @throws E if the use fails
         */
        R run() throws E;
    }

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final String closedMessage;
    private volatile boolean closed;
    private boolean freed;

    /**
     * Begins a lifetime.
     *
     * @param closedMessage message of the exception that a use after the end throws, such as
     *     {@code "the graph is closed: model.onnx"}
     */
    public NativeLifetime(String closedMessage) {
        this.closedMessage = Objects.requireNonNull(closedMessage, "closedMessage");
    }

    /**
     * Uses the memory. Several threads may do so at the same time.
     *
     * @param <R> type of the result
     * @param <E> type of the checked exception of the use
     * @param use what to do
     * @return the result of the use
     * @throws IllegalStateException if the lifetime is closed
     * @throws E if the use fails
     */
    public <R, E extends Exception> R use(Use<R, E> use) throws E {
        lock.readLock().lock();
        try {
            requireOpen();
            return use.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Refuses new uses, waits for those under way, then frees the memory. The second and every later call frees
     * nothing.
     *
     * @param free frees the memory
     */
    public void close(Runnable free) {
        closed = true;
        lock.writeLock().lock();
        try {
            if (!freed) {
                freed = true;
                free.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Refuses to go on after the end. Without {@link #use} the end may still come between this check and the next step.
     *
     * @throws IllegalStateException if the lifetime is closed
     */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException(closedMessage);
        }
    }
}
