package io.github.emotions4j.server.internal.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts answers at their deadline and those whose client has left, and closes connections whose headers take too
 * long.
 *
 * <p>Thread-safe. Has a daemon thread: {@link #close()} it.
 */
final class RequestTimer implements AutoCloseable {

    private static final long CLIENT_CHECK_MILLIS = 200;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "emotions4j-server-timer");
        thread.setDaemon(true);
        return thread;
    });

    private final Set<Watched> running = ConcurrentHashMap.newKeySet();

    private record Watched(ClientEndPoint client, RunningRequest request) {

        void check() {
            if (client.clientHasLeft()) {
                request.interrupt();
            }
        }
    }

    /** An answer that is watched until it is closed. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }

    RequestTimer() {
        timer.setRemoveOnCancelPolicy(true);
        repeat(CLIENT_CHECK_MILLIS, () -> running.forEach(Watched::check));
    }

    /** Repeats a task, which ends with the timer. The timer would not repeat a task that failed. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void repeat(long millis, Runnable task) {
        Runnable safe = () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                System.getLogger(RequestTimer.class.getName())
                        .log(Level.DEBUG, "a check of connections failed", failed);
            }
        };
        timer.scheduleWithFixedDelay(safe, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Watches the calling thread, which answers a request, until the deadline. */
    Watch watch(ClientEndPoint client, RunningRequest request, Duration left) {
        Watched watched = new Watched(client, request);
        Future<?> deadline = timer.schedule(request::interrupt, left.toNanos(), TimeUnit.NANOSECONDS);
        running.add(watched);
        client.watch();
        return () -> {
            running.remove(watched);
            deadline.cancel(false);
            request.end();
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
