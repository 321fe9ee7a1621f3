package io.github.emotions4j.core;

/** The base class of this library's own exceptions, for failures other than invalid arguments and I/O errors. */
public class EmotionsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong: what was found, what was expected, and where
     */
    public EmotionsException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what is wrong: what was found, what was expected, and where
     * @param cause the error behind it
     */
    public EmotionsException(String message, Throwable cause) {
        super(message, cause);
    }
}
