package io.github.emotions4j.server.internal.routing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole response.
 *
 * <p>Immutable, but for the body, which nobody changes.
 */
public final class Response {

    /** JSON in UTF-8. JavaScript clients look for the beginning {@code application/json}. */
    public static final String JSON = "application/json";

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    private Response(int status, String contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = Map.copyOf(headers);
    }

    /** A response that takes over its body. */
    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, contentType, body, Map.of());
    }

    /** A text as a response. */
    public static Response text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A response without a body. */
    public static Response empty(int status) {
        return of(status, "", new byte[0]);
    }

    /** This response with one more header. */
    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, contentType, body, more);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Empty where there is no body. */
    public String contentType() {
        return contentType;
    }

    /** The body, not copied: do not change it. */
    public byte[] body() {
        return body;
    }

    /** Headers beside the content type. */
    public Map<String, String> headers() {
        return headers;
    }
}
