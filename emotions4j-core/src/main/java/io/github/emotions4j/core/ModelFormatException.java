package io.github.emotions4j.core;

/** A file or folder of a model is missing, malformed or not supported. */
public final class ModelFormatException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong: what was found, what was expected, and where
     */
    public ModelFormatException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what is wrong: what was found, what was expected, and where
     * @param cause the error behind it
     */
    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
