package io.github.emotions4j.core;

/** Training failed: the loss is not finite, or a checkpoint does not match the run. */
public final class TrainingException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong: what was found, what was expected, and where
     */
    public TrainingException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what is wrong: what was found, what was expected, and where
     * @param cause the error behind it
     */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
