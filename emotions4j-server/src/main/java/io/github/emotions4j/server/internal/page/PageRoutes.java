package io.github.emotions4j.server.internal.page;

import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.protocol.PlainErrors;
import io.github.emotions4j.server.internal.routing.ErrorFormat;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.RequestException;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import io.github.emotions4j.server.internal.routing.Route.Access;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code GET /}: the page, and {@code GET /page/{file}}: its style sheet, scripts and icon.
 *
 * <p>Thread-safe.
 */
public final class PageRoutes {

    private static final List<String> NAMES = List.of(
            "api.js",
            "bars.js",
            "batches.js",
            "dom.js",
            "export.js",
            "files.js",
            "icon.svg",
            "main.js",
            "page.css",
            "sentences.js",
            "table-view.js",
            "text-view.js");

    private final PageFile page = PageFile.of("index.html");
    // Only these names are looked up, so a path never reaches another resource.
    private final Map<String, PageFile> files =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), PageFile::of));

    private PageRoutes() {}

    /** The routes, open to everybody. The page itself asks for the key where the server has one. */
    public static List<Route> routes() {
        PageRoutes routes = new PageRoutes();
        ErrorFormat errors = new PlainErrors();
        return List.of(
                new Route("GET", "/", Access.OPEN, routes::page, errors),
                new Route("GET", "/page/{file}", Access.OPEN, routes::file, errors));
    }

    private Response page(Request request) {
        Response response = acceptsHtml(request) ? page.to(request) : directions();
        return response.withHeader("Vary", "Accept");
    }

    private Response file(Request request) {
        return request.pathParameter("file")
                .map(files::get)
                .orElseThrow(() -> new RequestException(ErrorKind.NOT_FOUND, "no such file of the page"))
                .to(request);
    }

    /** A program that asks for something else than HTML gets the place of the description. */
    private static Response directions() {
        return JsonResponse.ok(json -> {
            json.writeStartObject();
            json.writeStringField("openapi", "/openapi.json");
            json.writeStringField("page", "/");
            json.writeEndObject();
        });
    }

    private static boolean acceptsHtml(Request request) {
        return request.header("accept")
                .filter(header -> !header.isBlank())
                .map(header -> ranges(header).anyMatch(PageRoutes::takesHtml))
                .orElse(true);
    }

    private static Stream<String> ranges(String accept) {
        return Arrays.stream(accept.split(",")).map(range -> range.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean takesHtml(String range) {
        String type = range.split(";", 2)[0].strip();
        boolean refused = range.matches(".*;\\s*q=0(\\.0*)?\\s*");
        return !refused && (type.equals("text/html") || type.equals("text/*") || type.equals("*/*"));
    }
}
