package io.github.emotions4j.core;

/** Training cannot go on: the loss is not finite, or a checkpoint does not fit the run. */
public final class TrainingException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong: what, found, expected, where
     */
    public TrainingException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what went wrong: what, found, expected, where
     * @param cause what brought it about
     */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
