package io.github.emotions4j.hub;

import java.io.IOException;
import java.time.Duration;

/** Waits. */
@FunctionalInterface
interface Sleeper {

    /**
     * Waits.
     *
     * @param duration how long
     * @throws IOException if the thread is interrupted
     */
    void last(Duration duration) throws IOException;

    /** Waits as long as told, by the clock. */
    static Sleeper real() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException interrupted) {
                throw InterruptedIo.of("waiting for the hub", interrupted);
            }
        };
    }
}
