package io.github.emotions4j.hub;

import java.io.IOException;
import java.time.Duration;

/** Pauses the current thread; tests replace it so that they do not wait. */
@FunctionalInterface
interface Sleeper {

    /**
     * Pauses the current thread.
     *
     * @param duration for how long
     * @throws IOException if the thread is interrupted
     */
    void sleep(Duration duration) throws IOException;

    /** Uses {@link Thread#sleep}. */
    static Sleeper system() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException interrupted) {
                throw InterruptedIo.of("waiting for the hub", interrupted);
            }
        };
    }
}
