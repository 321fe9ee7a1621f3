package io.github.emotions4j.server.internal.routing;

/** A request that gets an error response. The message goes to the client, so it never holds a text of a user. */
public final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorKind kind;

    /**
     * Refuses a request.
     *
     * @param kind why
     * @param message what was found, what was expected and where
     */
    public RequestException(ErrorKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * Refuses a request because of a failure.
     *
     * @param kind why
     * @param message what was found, what was expected and where
     * @param cause the failure
     */
    public RequestException(ErrorKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public ErrorKind kind() {
        return kind;
    }
}
