package io.github.emotions4j.server.internal.protocol;

import io.github.emotions4j.server.internal.inference.Inference;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.Results;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.RequestException;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Calls routes without a server. */
public final class Calls {

    /** Two models; the first answers requests that name none. */
    public static final ModelRegistry MODELS =
            new ModelRegistry(List.of(FakeModel.named("embedded"), FakeModel.named("ORG/NAME")));

    /** Scores by the model itself. */
    public static final Inference INFERENCE = Calls::classify;

    private final List<Route> routes;

    public Calls(List<Route> routes) {
        this.routes = routes;
    }

    public Response post(String path, String body) {
        return call("POST", path, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public Response get(String path) {
        return call("GET", path, new byte[0], Map.of());
    }

    public Response call(String method, String path, byte[] body, Map<String, String> headers) {
        for (Route route : routes) {
            Map<String, String> parameters = new LinkedHashMap<>();
            if (route.method().equals(method) && matches(route.path(), path, parameters)) {
                return answer(route, new Request("request-1", method, path, headers, parameters, body));
            }
        }
        throw new IllegalArgumentException("no route for " + method + " " + path);
    }

    public static String body(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Status, a space and the body. */
    public static String text(Response response) {
        return response.status() + " " + body(response);
    }

    private static Response answer(Route route, Request request) {
        try {
            return route.answer().to(request);
        } catch (RequestException e) {
            return route.errors().error(e.kind(), Objects.requireNonNull(e.getMessage()));
        }
    }

    static boolean matches(String template, String path, Map<String, String> parameters) {
        String[] expected = template.split("/", -1);
        String[] found = path.split("/", -1);
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].endsWith("*}") && i < found.length) {
                parameters.put(
                        expected[i].substring(1, expected[i].length() - 2),
                        String.join("/", List.of(found).subList(i, found.length)));
                return true;
            }
            if (i >= found.length) {
                return false;
            }
            if (expected[i].startsWith("{")) {
                parameters.put(expected[i].substring(1, expected[i].length() - 1), found[i]);
            } else if (!expected[i].equals(found[i])) {
                return false;
            }
        }
        return expected.length == found.length;
    }

    private static Results classify(ServedModel model, List<String> texts) {
        List<Integer> tokens = texts.stream().map(model::tokenCount).toList();
        return new Results(model.classify(texts), tokens, Duration.ofMillis(2), Duration.ofMillis(3));
    }
}
