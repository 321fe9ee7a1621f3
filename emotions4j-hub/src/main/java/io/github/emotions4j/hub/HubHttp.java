package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and follows redirects itself, because Java 17's client would send the access token to every redirect
 * target. The token is sent only to the scheme, host and port of the endpoint, and no longer once a redirect has left
 * them. Thread-safe.
 */
final class HubHttp {

    /** The status for a range that starts at or after the end of the file. */
    static final int RANGE_NOT_SATISFIABLE = 416;

    static final int OK = 200;
    static final int PARTIAL_CONTENT = 206;

    private static final int FIRST_ERROR = 400;
    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);

    private final HubOptions options;
    private final HttpClient client;

    HubHttp(HubOptions options) {
        this.options = options;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                // One connection per file: HTTP/2 would use a single connection for all files.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.timeout())
                .build();
    }

    /**
     * Sends a request.
     *
     * @param method {@code GET} or {@code HEAD}
     * @param address the address
     * @param headers additional headers
     * @param isFinal whether to return a redirect instead of following it
     * @return the response, with a status below 400 or of 416; to be closed by the caller
     * @throws TransientHubException if the network fails, or the status is 408, 429, 500, 502, 503 or 504
     * @throws HubException if the server refuses the request
     * @throws InterruptedIOException if the thread is interrupted
     */
    HubResponse send(String method, URI address, Map<String, String> headers, Predicate<HubResponse> isFinal)
            throws IOException {
        HubResponse response = null;
        URI next = address;
        boolean trusted = true;
        for (int requests = 0; requests <= MAX_REDIRECTS; requests++) {
            trusted &= WebAddress.isSameOrigin(options.endpoint(), next);
            response = exchange(request(method, next, headers, trusted), response);
            if (!response.isRedirect() || isFinal.test(response)) {
                return response;
            }
            response.close();
            next = response.target();
        }
        throw new HubException("found more than " + MAX_REDIRECTS + " redirects from " + WebAddress.shown(address)
                + ", expected a file or a page");
    }

    private HttpRequest request(String method, URI address, Map<String, String> headers, boolean trusted) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(options.timeout())
                .header("User-Agent", "emotions4j")
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        if (trusted) {
            options.token().ifPresent(token -> request.header("Authorization", token.authorization()));
        }
        return request.build();
    }

    private HubResponse exchange(HttpRequest request, @Nullable HubResponse redirect) throws IOException {
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> received = receive(request);
        HubResponse response = new HubResponse(
                request.uri(), received.statusCode(), received.headers(), body(request, received), redirect);
        if (response.status() < FIRST_ERROR || response.status() == RANGE_NOT_SATISFIABLE) {
            return response;
        }
        try (response) {
            if (TRANSIENT.contains(response.status())) {
                String message = "found HTTP status " + response.status() + " from " + WebAddress.shown(request.uri());
                throw RetryAfterHeaders.read(response.headers(), Instant.now())
                        .map(wait -> TransientHubException.retryAfter(wait, message))
                        .orElseGet(() -> TransientHubException.of(message));
            }
            throw HubErrorResponse.toException(response, options);
        }
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> receive(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofPublisher());
        } catch (InterruptedException interrupted) {
            throw InterruptedIo.of("waiting for " + WebAddress.shown(request.uri()), interrupted);
        } catch (IOException failed) {
            // For an unknown host the client throws an exception without a message.
            String found = failed.getCause() instanceof UnresolvedAddressException ? "no such host" : "no response";
            throw TransientHubException.of(found + " from " + WebAddress.shown(request.uri()), failed);
        }
    }

    private ResponseBodyStream body(HttpRequest request, HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        ResponseBodyStream body = new ResponseBodyStream(options.timeout(), WebAddress.shown(request.uri()));
        response.body().subscribe(body);
        return body;
    }
}
