package io.github.emotions4j.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Repeats an attempt that failed with a {@link TransientHubException}. The wait before the next attempt is the one that
 * the server asks for, or else an exponential back-off of 1, 2, 4 and more seconds. Thread-safe.
 */
final class RetryPolicy {

    static final int MAX_ATTEMPTS = 5;

    /** The rate limit of the hub has windows of five minutes, so it never asks for a longer wait. */
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(6);

    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration MIN_NOTICED_WAIT = Duration.ofSeconds(3);

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {

        /**
         * Makes the attempt.
         *
         * @return the result
         * @throws TransientHubException if another attempt may succeed
         * @throws IOException if no other attempt can succeed
         */
        T run() throws IOException;
    }

    private final int attempts;
    private final Sleeper sleeper;
    private final Consumer<String> notice;

    /**
     * Makes a policy.
     *
     * @param attempts the maximum number of attempts without progress, at least 1
     * @param sleeper pauses between attempts
     * @param notice receives a message for each wait of several seconds
     */
    RetryPolicy(int attempts, Sleeper sleeper, Consumer<String> notice) {
        this.attempts = attempts;
        this.sleeper = sleeper;
        this.notice = notice;
    }

    RetryPolicy withAttempts(int other) {
        return new RetryPolicy(other, sleeper, notice);
    }

    <T> T run(Attempt<T> attempt) throws IOException {
        return run(attempt, () -> 0);
    }

    /** Repeats an attempt; one that gets further than all before it resets the number of failures. */
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
                backOff(failure, failures);
            }
        }
    }

    private void backOff(TransientHubException failure, int failures) throws IOException {
        Optional<Duration> retryAfter = failure.retryAfter();
        if (retryAfter.isPresent() && retryAfter.get().compareTo(MAX_RETRY_AFTER) > 0) {
            throw new IOException(
                    failure.getMessage() + ", which asks for a wait of "
                            + retryAfter.get().toSeconds() + " s, expected at most " + MAX_RETRY_AFTER.toSeconds()
                            + " s",
                    failure);
        }
        Duration backOff = Duration.ofSeconds(1L << Math.min(failures - 1, 30));
        Duration wait = retryAfter.orElse(backOff.compareTo(MAX_BACK_OFF) < 0 ? backOff : MAX_BACK_OFF);
        if (wait.compareTo(MIN_NOTICED_WAIT) >= 0) {
            notice.accept(failure.getMessage() + "; trying again in " + wait.toSeconds() + " s");
        }
        sleeper.sleep(wait);
    }
}
