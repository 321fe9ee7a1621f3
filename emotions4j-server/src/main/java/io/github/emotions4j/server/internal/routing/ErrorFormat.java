package io.github.emotions4j.server.internal.routing;

/** Writes errors as the clients of a protocol expect them. */
public interface ErrorFormat {

    /**
     * Writes an error.
     *
     * @param kind why the request gets no result
     * @param message what was found, what was expected and where
     * @return a JSON response; {@code Retry-After} is added by the server
     */
    Response error(ErrorKind kind, String message);
}
