package io.github.emotions4j.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What went wrong on the way and may go well the next time. */
final class TransientHubException extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration wait;

    private TransientHubException(String message, @Nullable Throwable cause, @Nullable Duration wait) {
        super(message, cause);
        this.wait = wait;
    }

    static TransientHubException of(String message) {
        return new TransientHubException(message, null, null);
    }

    /** The network failed. The messages of the JDK's exceptions are often empty. */
    static TransientHubException of(String message, IOException cause) {
        String detail = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new TransientHubException(message + " (" + cause.getClass().getSimpleName() + detail + ")", cause, null);
    }

    /** The server asks to come back later. */
    static TransientHubException after(Optional<Duration> wait, String message) {
        return new TransientHubException(message, null, wait.orElse(null));
    }

    /** How long the server asks to wait. */
    Optional<Duration> askedWait() {
        return Optional.ofNullable(wait);
    }
}
