package io.github.emotions4j.evaluation.scorefile;

import io.github.emotions4j.core.EmotionsException;

/** A score file is malformed, or does not belong to the evaluated data. */
public final class ScoreFormatException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong: what, found, expected, file and line
     */
    public ScoreFormatException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what went wrong: what, found, expected, file and line
     * @param cause what brought it about
     */
    public ScoreFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
