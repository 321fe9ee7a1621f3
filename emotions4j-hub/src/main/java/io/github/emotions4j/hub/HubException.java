package io.github.emotions4j.hub;

import io.github.emotions4j.core.EmotionsException;

/**
 * A model cannot be had from the hub or from the cache: there is no such model, revision or file, access is refused, a file
 * has other bytes than announced, or the model holds nothing that is safe to load.
 */
public final class HubException extends EmotionsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong: what, found, expected, where, and what to do
     */
    public HubException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what went wrong: what, found, expected, where, and what to do
     * @param cause what brought it about
     */
    public HubException(String message, Throwable cause) {
        super(message, cause);
    }
}
