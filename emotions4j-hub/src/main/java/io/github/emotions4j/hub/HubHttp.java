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
 * Sends requests and follows redirects by hand: Java 17's client would send the access token wherever a redirect leads. The
 * token goes with requests to the endpoint's own scheme, host and port, until a redirect leaves them. Thread-safe.
 */
final class HubHttp {

    /** An answer in the middle of a file: there is nothing behind the place that was asked for. */
    static final int RANGE_NOT_SATISFIABLE = 416;

    static final int OK = 200;
    static final int PARTIAL_CONTENT = 206;

    private static final int FIRST_ERROR = 400;
    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final HubOptions options;
    private final HttpClient client;

    HubHttp(HubOptions options) {
        this.options = options;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                // A connection per file: HTTP/2 would send all of them through one.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.patience())
                .build();
    }

    /**
     * Sends a request.
     *
     * @param method {@code GET} or {@code HEAD}
     * @param address what to ask
     * @param headers more headers
     * @param isEnough whether a redirect is an answer already and need not be followed
     * @return the answer, with a status below 400 or of 416; to be closed by the caller
     * @throws TransientHubException if the network fails, or the server is busy or out of order
     * @throws HubException if the server refuses
     * @throws InterruptedIOException if the thread is interrupted
     */
    HubResponse send(String method, URI address, Map<String, String> headers, Predicate<HubResponse> isEnough)
            throws IOException {
        HubResponse answer = null;
        URI next = address;
        boolean trusted = true;
        for (int requests = 0; requests <= MAX_REDIRECTS; requests++) {
            trusted &= WebAddress.isSameOrigin(options.endpoint(), next);
            answer = exchange(request(method, next, headers, trusted), answer);
            if (!answer.isRedirect() || isEnough.test(answer)) {
                return answer;
            }
            answer.close();
            next = answer.target();
        }
        throw new HubException("found more than " + MAX_REDIRECTS + " redirects from " + WebAddress.shown(address)
                + ", expected a file or a page");
    }

    private HttpRequest request(String method, URI address, Map<String, String> headers, boolean trusted) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(options.patience())
                .header("User-Agent", "emotions4j")
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        if (trusted) {
            options.token().ifPresent(token -> request.header("Authorization", token.authorization()));
        }
        return request.build();
    }

    private HubResponse exchange(HttpRequest request, @Nullable HubResponse earlier) throws IOException {
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = answer(request);
        HubResponse answer = new HubResponse(
                request.uri(), response.statusCode(), response.headers(), body(request, response), earlier);
        if (answer.status() < FIRST_ERROR || answer.status() == RANGE_NOT_SATISFIABLE) {
            return answer;
        }
        try (answer) {
            if (PASSING.contains(answer.status())) {
                throw TransientHubException.after(
                        RetryAfterHeaders.read(answer.headers(), Instant.now()),
                        "found HTTP status " + answer.status() + " from " + WebAddress.shown(request.uri()));
            }
            throw HubErrorResponse.of(answer, options);
        }
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofPublisher());
        } catch (InterruptedException interrupted) {
            throw InterruptedIo.of("asking " + WebAddress.shown(request.uri()), interrupted);
        } catch (IOException failed) {
            // The client wraps what has no address in an exception without a message.
            String found = failed.getCause() instanceof UnresolvedAddressException ? "no such host" : "no answer";
            throw TransientHubException.of(found + " from " + WebAddress.shown(request.uri()), failed);
        }
    }

    private ResponseBodyStream body(HttpRequest request, HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        ResponseBodyStream body = new ResponseBodyStream(options.patience(), WebAddress.shown(request.uri()));
        response.body().subscribe(body);
        return body;
    }
}
