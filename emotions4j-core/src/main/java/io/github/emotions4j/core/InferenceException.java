package io.github.emotions4j.core;

/** The native runtime failed, or gave a score that is not a finite number. */
public final class InferenceException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong: what, found, expected, where
     */
    public InferenceException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what went wrong: what, found, expected, where
     * @param cause what brought it about
     */
    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
