package io.github.emotions4j.hub;

import io.github.emotions4j.core.EmotionsException;

/**
 * A model is not available from the hub or the cache: the model, revision or file does not exist, access is denied, a
 * file has the wrong hash, or the model has no weights that are safe to load.
 */
public final class HubException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong: what was found, what was expected, where, and what to do
     */
    public HubException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what is wrong: what was found, what was expected, where, and what to do
     * @param cause the error behind it
     */
    public HubException(String message, Throwable cause) {
        super(message, cause);
    }
}
