package io.github.emotions4j.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tries again what failed for a passing reason: after the wait that the server asks for, else after 1, 2, 4 and more
 * seconds. Thread-safe.
 */
final class RetryPolicy {

    static final int ATTEMPTS = 5;

    /** The hub counts requests in windows of five minutes, so it never asks for longer. */
    private static final Duration LONGEST_ASKED_WAIT = Duration.ofMinutes(6);

    private static final Duration LONGEST_OWN_WAIT = Duration.ofSeconds(30);
    private static final Duration WORTH_A_NOTICE = Duration.ofSeconds(3);

    /** What is tried. */
    @FunctionalInterface
    interface Attempt<T> {

        /**
         * Tries once.
         *
         * @return the result
         * @throws TransientHubException if another attempt may succeed
         * @throws IOException if none will
         */
        T run() throws IOException;
    }

    private final int attempts;
    private final Sleeper pause;
    private final Consumer<String> notice;

    /**
     * Sets the rules.
     *
     * @param attempts how often to try without any progress, at least 1
     * @param pause how to wait
     * @param notice told of waits that people notice
     */
    RetryPolicy(int attempts, Sleeper pause, Consumer<String> notice) {
        this.attempts = attempts;
        this.pause = pause;
        this.notice = notice;
    }

    RetryPolicy withAttempts(int other) {
        return new RetryPolicy(other, pause, notice);
    }

    <T> T run(Attempt<T> attempt) throws IOException {
        return run(attempt, () -> 0);
    }

    /** Tries; an attempt that got further than all before it does not count. */
    <T> T run(Attempt<T> attempt, LongSupplier progress) throws IOException {
        long furthest = progress.getAsLong();
        int failures = 0;
        while (true) {
            try {
                return attempt.run();
            } catch (TransientHubException failure) {
                long reached = progress.getAsLong();
                failures = reached > furthest ? 1 : failures + 1;
                furthest = Math.max(furthest, reached);
                if (failures >= attempts) {
                    throw failure;
                }
                pauseAfter(failure, failures);
            }
        }
    }

    private void pauseAfter(TransientHubException failure, int failures) throws IOException {
        Optional<Duration> asked = failure.askedWait();
        if (asked.isPresent() && asked.get().compareTo(LONGEST_ASKED_WAIT) > 0) {
            throw new IOException(
                    failure.getMessage() + ", which asks to wait " + asked.get().toSeconds() + " s, expected "
                            + LONGEST_ASKED_WAIT.toSeconds() + " s at most",
                    failure);
        }
        Duration own = Duration.ofSeconds(1L << Math.min(failures - 1, 30));
        Duration wait = asked.orElse(own.compareTo(LONGEST_OWN_WAIT) < 0 ? own : LONGEST_OWN_WAIT);
        if (wait.compareTo(WORTH_A_NOTICE) >= 0) {
            notice.accept(failure.getMessage() + "; trying again in " + wait.toSeconds() + " s");
        }
        pause.last(wait);
    }
}
