package io.github.emotions4j.core;

/** What this library throws when the fault is neither the caller's nor the file system's. */
public class EmotionsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong: what, found, expected, where
     */
    public EmotionsException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what went wrong: what, found, expected, where
     * @param cause what brought it about
     */
    public EmotionsException(String message, Throwable cause) {
        super(message, cause);
    }
}
