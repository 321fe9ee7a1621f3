package io.github.emotions4j.server.internal.protocol.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.emotions4j.server.internal.protocol.Calls;
import io.github.emotions4j.server.internal.protocol.ProtocolRoutes;
import io.github.emotions4j.server.internal.protocol.ServerInfo;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiRoutesTest {

    // These belong to the page and to the metrics.
    private static final List<String> OTHER_ROUTES = List.of("GET /", "GET /metrics");

    private final List<Route> routes =
            ProtocolRoutes.routes(Calls.MODELS, Calls.INFERENCE, () -> true, new ServerInfo("1.0", 512, 1024, 1000));

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        Set<String> expected = new TreeSet<>(OTHER_ROUTES);
        routes.forEach(route -> expected.add(route.method() + " " + route.path().replace("*}", "}")));

        assertThat(operations()).containsExactlyElementsOf(expected);
    }

    @Test
    void openRoutesNeedNoKey() throws IOException {
        JsonNode paths = document().get("paths");
        for (Route route : routes) {
            JsonNode operation = paths.get(route.path().replace("*}", "}"))
                    .get(route.method().toLowerCase(Locale.ROOT));

            assertThat(operation.has("security")).as(route.path()).isEqualTo(route.access() == Route.Access.OPEN);
        }
    }

    @Test
    void everyReferenceHasItsSchema() throws IOException {
        JsonNode document = document();
        List<String> references = new ArrayList<>();
        document.findValuesAsText("$ref").forEach(references::add);

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isObject())
                .as(reference)
                .isTrue());
    }

    private Set<String> operations() throws IOException {
        Set<String> operations = new TreeSet<>();
        document().get("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    private JsonNode document() throws IOException {
        Response response = new Calls(routes).get("/openapi.json");
        assertThat(response.contentType()).isEqualTo(Response.JSON);
        return new JsonMapper().readTree(response.body());
    }
}
