package io.github.emotions4j.server.internal.protocol.openapi;

import io.github.emotions4j.server.internal.protocol.PlainErrors;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import io.github.emotions4j.server.internal.routing.Route.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** {@code GET /openapi.json}: all routes in OpenAPI 3.1, from a file. */
public final class OpenApiRoutes {

    private static final String DOCUMENT = "openapi.json";

    private OpenApiRoutes() {}

    /** The route. */
    public static List<Route> routes() {
        Response document = Response.of(200, Response.JSON, document());
        return List.of(new Route("GET", "/openapi.json", Access.OPEN, request -> document, new PlainErrors()));
    }

    private static byte[] document() {
        try (InputStream stream = OpenApiRoutes.class.getResourceAsStream(DOCUMENT)) {
            return Objects.requireNonNull(stream, DOCUMENT).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + DOCUMENT, e);
        }
    }
}
