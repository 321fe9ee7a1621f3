package io.github.emotions4j.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of an answer, which is given up when it stays silent for too long: Java's HTTP client watches the time until the
 * headers have come, and not after. Not thread-safe.
 */
final class WatchedInput extends FilterInputStream {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Duration patience;
    private final String source;
    private final AtomicBoolean expired = new AtomicBoolean();

    WatchedInput(InputStream body, Duration patience, String source) {
        super(body);
        this.patience = patience;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads.
     *
     * @return the number of bytes, or -1 at the end
     * @throws PassingFailure if the connection breaks or stays silent
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        ScheduledFuture<?> alarm = CLOCK.schedule(this::expire, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            int count = in.read(target, offset, length);
            if (count < 0 && expired.get()) {
                throw silence();
            }
            return count;
        } catch (PassingFailure silent) {
            throw silent;
        } catch (IOException broken) {
            throw expired.get() ? silence() : PassingFailure.of("the connection broke during " + source, broken);
        } finally {
            alarm.cancel(false);
        }
    }

    private PassingFailure silence() {
        return PassingFailure.of("no byte in " + patience.toMillis() + " ms from " + source);
    }

    private void expire() {
        expired.set(true);
        try {
            in.close();
        } catch (IOException alreadyBroken) {
            System.getLogger(WatchedInput.class.getName()).log(System.Logger.Level.DEBUG, "closing", alreadyBroken);
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "emotions4j-hub-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
