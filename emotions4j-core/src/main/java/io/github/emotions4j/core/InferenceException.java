package io.github.emotions4j.core;

/** The native runtime failed, or returned a score that is not a finite number. */
public final class InferenceException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong: what was found, what was expected, and where
     */
    public InferenceException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what is wrong: what was found, what was expected, and where
     * @param cause the error behind it
     */
    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
