package io.github.emotions4j.server.internal.metrics;

import io.github.emotions4j.server.internal.protocol.PlainErrors;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import java.util.List;

/** {@code GET /metrics}. */
public final class MetricsRoutes {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsRoutes() {}

    /** The route, which needs the key of the server: labels tell what users write about. */
    public static List<Route> routes(ServerMetrics metrics) {
        return List.of(new Route(
                "GET",
                "/metrics",
                Route.Access.KEY,
                request -> Response.text(200, PROMETHEUS, metrics.write()),
                new PlainErrors()));
    }
}
