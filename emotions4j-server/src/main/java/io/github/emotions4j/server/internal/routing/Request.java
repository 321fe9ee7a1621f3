package io.github.emotions4j.server.internal.routing;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose body has arrived.
 *
 * <p>Immutable, but for the body, which nobody changes.
 */
public final class Request {

    private final String id;
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final Map<String, String> pathParameters;
    private final byte[] body;

    /**
     * Takes over the body.
     *
     * @param id the request id that the response carries
     * @param method such as POST
     * @param path decoded, without the query
     * @param headers names in lower case; of repeated headers the first
     * @param pathParameters the values of {@code {name}} in the path of the route, decoded
     * @param body the bytes as the client sent them, inflated if they were compressed
     */
    public Request(
            String id,
            String method,
            String path,
            Map<String, String> headers,
            Map<String, String> pathParameters,
            byte[] body) {
        this.id = id;
        this.method = method;
        this.path = path;
        this.headers = Map.copyOf(headers);
        this.pathParameters = Map.copyOf(pathParameters);
        this.body = body;
    }

    /** The request id that the response carries. */
    public String id() {
        return id;
    }

    /** Such as POST. */
    public String method() {
        return method;
    }

    /** The path, decoded, without the query. */
    public String path() {
        return path;
    }

    /** A header by its name in any case; the first where it is repeated. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The value of {@code {name}} in the path of the route, decoded. */
    public Optional<String> pathParameter(String name) {
        return Optional.ofNullable(pathParameters.get(name));
    }

    /** The body, not copied: do not change it. */
    public byte[] body() {
        return body;
    }
}
