package io.github.emotions4j.dataset;

import io.github.emotions4j.core.EmotionsException;

/** A dataset file does not have the expected format. Not to be extended outside this package. */
public class DatasetFormatException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong: what was found, what was expected, file and line
     */
    public DatasetFormatException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what is wrong: what was found, what was expected, file and line
     * @param cause the error behind it
     */
    public DatasetFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
