package io.github.emotions4j.server.internal.http;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/** Request ids: the client's own, or a new one. */
final class RequestIds {

    /** The header of every response. */
    static final String HEADER = "x-request-id";

    private static final String ATTRIBUTE = "io.github.emotions4j.server.id";
    private static final int MAX_LENGTH = 128;

    private RequestIds() {}

    /** The id of a request, the same at every call. */
    static String of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = of(request.getHeaders());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** The id that the client sent, also as huggingface_hub sends it, if it is short and plain; else a new one. */
    static String of(HttpFields headers) {
        return Stream.of(HEADER, "x-amzn-trace-id")
                .flatMap(name -> Optional.ofNullable(headers.get(name)).stream())
                .filter(RequestIds::isPlain)
                .findFirst()
                .orElseGet(RequestIds::next);
    }

    static String next() {
        return UUID.randomUUID().toString();
    }

    private static boolean isPlain(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && id.chars().allMatch(character -> character > ' ' && character < 127);
    }
}
