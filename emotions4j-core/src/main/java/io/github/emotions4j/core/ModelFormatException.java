package io.github.emotions4j.core;

/** A file is not what is needed: a model folder, a graph, weights, a dataset. */
public final class ModelFormatException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong: what, found, expected, where
     */
    public ModelFormatException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what went wrong: what, found, expected, where
     * @param cause what brought it about
     */
    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
