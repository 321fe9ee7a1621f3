package io.github.emotions4j.server.internal.routing;

/**
 * A method and a path, and what answers them.
 *
 * <p>Thread-safe, as its parts are.
 *
 * @param method such as POST; a GET route answers HEAD too
 * @param path such as {@code /v2/models/{model}/infer}; a parameter is one segment, or the rest of the path where its
 *     name ends with {@code *}. It is also the label of the route in metrics and logs
 * @param access who may call it
 * @param answer makes the response
 * @param errors writes the errors of this route
 */
public record Route(String method, String path, Access access, Answer answer, ErrorFormat errors) {

    /** Who may call a route. */
    public enum Access {
        /** Everybody, for health checks and the page. */
        OPEN,
        /** Who has the key, where the server has one. */
        KEY
    }

    /** Makes the response to a request. Called in several threads at the same time; it may block. */
    @FunctionalInterface
    public interface Answer {

        /**
         * Answers a request.
         *
         * @param request the request, with its whole body
         * @return the response
         * @throws RequestException if the request gets an error
         */
        Response to(Request request);
    }
}
