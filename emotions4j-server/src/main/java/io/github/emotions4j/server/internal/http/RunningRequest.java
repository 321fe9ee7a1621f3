package io.github.emotions4j.server.internal.http;

/**
 * The thread that answers a request. The deadline and a client that left interrupt it, so that the texts which still
 * wait are dropped.
 *
 * <p>Thread-safe.
 */
final class RunningRequest {

    private final Thread thread = Thread.currentThread();
    private boolean ended;

    /** Interrupts the thread, unless it has ended the request. */
    synchronized void interrupt() {
        if (!ended) {
            thread.interrupt();
        }
    }

    /** Ends the request in its own thread, which is not interrupted from then on. */
    synchronized void end() {
        ended = true;
        Thread.interrupted();
    }
}
