package io.github.emotions4j.server.internal.http;

import io.github.emotions4j.server.internal.routing.ErrorFormat;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * One request on its way to a response.
 *
 * <p>Used by one thread at a time.
 */
final class Exchange {

    private final ServerContext server;
    private final Request request;
    private final org.eclipse.jetty.server.Response response;
    private final Callback callback;
    private final ClientEndPoint client;
    private final String id;

    Exchange(ServerContext server, Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        this.server = server;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.client =
                (ClientEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
        this.id = RequestIds.of(request);
    }

    /** Finds the route, and answers when the body has arrived. */
    void begin(Router router) {
        boolean http2 = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
        client.beginAnswer(http2);
        Router.Match match = router.match(Request.getPathInContext(request)).orElse(null);
        Route route = match == null ? null : match.route(request.getMethod()).orElse(null);
        if (match == null) {
            write(server.errors().error(ErrorKind.NOT_FOUND, "no such path, see /openapi.json"));
        } else if (route == null) {
            request.setAttribute(RequestHandler.ROUTE, match.path());
            write(methodNotAllowed(match));
        } else {
            request.setAttribute(RequestHandler.ROUTE, match.path());
            readBody(route, match.parameters());
        }
    }

    /** All routes of a path write errors alike. */
    private Response methodNotAllowed(Router.Match match) {
        ErrorFormat errors = match.routes().values().iterator().next().errors();
        return errors.error(ErrorKind.METHOD_NOT_ALLOWED, "the path has other methods, expected " + match.allow())
                .withHeader("Allow", match.allow());
    }

    private void readBody(Route route, Map<String, String> parameters) {
        if (route.access() == Route.Access.KEY && !server.isAuthorized(request.getHeaders())) {
            write(route.errors()
                    .error(ErrorKind.UNAUTHORIZED, "a key is required, expected Authorization: Bearer KEY")
                    .withHeader("WWW-Authenticate", "Bearer"));
            return;
        }
        server.bodies()
                .read(
                        request,
                        body -> server.execute(() -> answer(route, parameters, body), () -> overloaded(route)),
                        failure -> bodyFailed(route, failure));
    }

    private void overloaded(Route route) {
        write(error(route, new RequestException(ErrorKind.OVERLOADED, "too many requests at once")));
    }

    private void bodyFailed(Route route, Throwable failure) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        if (failure instanceof RequestException refused) {
            write(error(route, refused));
        } else if (failure instanceof TimeoutException) {
            write(route.errors().error(ErrorKind.REQUEST_TIMEOUT, "the body did not arrive in time"));
        } else if (failure instanceof IllegalStateException) {
            write(error(route, server.bodies().tooLong()));
        } else if (failure instanceof HttpException) {
            write(route.errors().error(ErrorKind.MALFORMED, "the body ends early or has damaged chunks"));
        } else {
            callback.failed(failure);
        }
    }

    private void answer(Route route, Map<String, String> parameters, byte[] body) {
        RunningRequest running = new RunningRequest();
        request.addFailureListener(left -> running.interrupt());
        // A connection is silent while its request is answered; the deadline ends the answer.
        request.addIdleTimeoutListener(silent -> false);
        write(answerOf(
                route,
                () -> watched(running, () -> {
                    byte[] decoded = server.bodies().decode(request, body);
                    return route.answer().to(routed(parameters, decoded));
                })));
    }

    private Response watched(RunningRequest running, Supplier<Response> answer) {
        RequestTimer.Watch watch = server.timer().watch(client, running, timeLeft());
        try {
            return answer.get();
        } finally {
            watch.close();
        }
    }

    private Duration timeLeft() {
        return server.timeout().minusNanos(System.nanoTime() - request.getBeginNanoTime());
    }

    /** Every failure becomes a response, or the connection would stay open without one. */
    private Response answerOf(Route route, Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (RequestException refused) {
            return error(route, refused);
        } catch (RuntimeException | Error failed) {
            System.getLogger(Exchange.class.getName())
                    .log(Level.DEBUG, () -> "request " + id + " to " + route.path() + " failed", failed);
            return route.errors().error(ErrorKind.INTERNAL, "the server failed, its log may name request " + id);
        }
    }

    private Response error(Route route, RequestException refused) {
        server.refused(refused.kind());
        Response error = route.errors().error(refused.kind(), String.valueOf(refused.getMessage()));
        return refused.kind() == ErrorKind.OVERLOADED
                ? error.withHeader("Retry-After", Integer.toString(server.retryAfterSeconds()))
                : error;
    }

    private io.github.emotions4j.server.internal.routing.Request routed(Map<String, String> parameters, byte[] body) {
        return new io.github.emotions4j.server.internal.routing.Request(
                id,
                request.getMethod(),
                Request.getPathInContext(request),
                headers(request.getHeaders()),
                parameters,
                body);
    }

    private static Map<String, String> headers(HttpFields fields) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : fields) {
            String value = field.getValue();
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return headers;
    }

    private void write(Response answer) {
        client.endAnswer();
        response.setStatus(answer.status());
        if (!answer.contentType().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
