package io.github.emotions4j.server.internal.http;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** Tells of every request that Jetty has ended, those with unreadable headers too. Thread-safe. */
final class RequestEventsLog implements RequestLog {

    /** The route of a request without a known path, and the method of one without a known method. */
    private static final String UNKNOWN = "unknown";

    private final RequestEvents events;

    RequestEventsLog(RequestEvents events) {
        this.events = events;
    }

    @Override
    public void log(Request request, Response response) {
        Object route = request.getAttribute(RequestHandler.ROUTE);
        String id = response.getHeaders().get(RequestIds.HEADER);
        events.ended(new AccessLog.Entry(
                Instant.ofEpochMilli(Request.getTimeStamp(request)),
                id == null ? "" : id,
                Request.getRemoteAddr(request),
                new AccessLog.Target(method(request), route == null ? UNKNOWN : route.toString()),
                response.getStatus(),
                Response.getContentBytesWritten(response),
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime())));
    }

    /** A client can make up methods, which would be labels of metrics. */
    private static String method(Request request) {
        HttpMethod known = HttpMethod.fromString(request.getMethod());
        return known == null ? UNKNOWN : known.asString();
    }
}
