package io.github.emotions4j.server.internal.http;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** Tells of every request that Jetty has ended, those with unreadable headers too. Thread-safe. */
final class RequestEventsLog implements RequestLog {

    /** The route of a request without a known path. */
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
                route == null
                        ? new AccessLog.Target(UNKNOWN, UNKNOWN)
                        : new AccessLog.Target(request.getMethod(), route.toString()),
                response.getStatus(),
                Response.getContentBytesWritten(response),
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime())));
    }
}
