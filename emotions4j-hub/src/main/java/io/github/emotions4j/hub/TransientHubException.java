package io.github.emotions4j.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that a later attempt may not have: the network failed, or the server was busy. */
final class TransientHubException extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    private TransientHubException(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    static TransientHubException of(String message) {
        return new TransientHubException(message, null, null);
    }

    /** A network failure. The message includes the class of the cause, whose own message is often empty. */
    static TransientHubException of(String message, IOException cause) {
        String detail = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new TransientHubException(message + " (" + cause.getClass().getSimpleName() + detail + ")", cause, null);
    }

    /** A server that asks the client to wait before the next request. */
    static TransientHubException retryAfter(Duration wait, String message) {
        return new TransientHubException(message, null, wait);
    }

    /** How long the server asks the client to wait. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
