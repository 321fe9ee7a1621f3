package io.github.emotions4j.dataset;

import io.github.emotions4j.core.EmotionsException;

/** A dataset file is not of the form we read. Not meant to be extended outside. */
public class DatasetFormatException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong: what, found, expected, file and line
     */
    public DatasetFormatException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what went wrong: what, found, expected, file and line
     * @param cause what brought it about
     */
    public DatasetFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
