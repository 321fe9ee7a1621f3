package io.github.emotions4j.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.server.internal.protocol.PlainErrors;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final Router router = router(
            "GET /",
            "POST /",
            "POST /models/{id*}",
            "GET /v2/models/{model}",
            "GET /v2/models/{owner}/{model}",
            "GET /v2/models/{model}/ready",
            "POST /v2/models/{model}/infer");

    private static Router router(String... routes) {
        return new Router(
                Stream.of(routes).map(route -> route(route.split(" "))).toList());
    }

    private static Route route(String... methodAndPath) {
        return new Route(
                methodAndPath[0],
                methodAndPath[1],
                Route.Access.OPEN,
                request -> Response.empty(200),
                new PlainErrors());
    }

    private String found(String method, String path) {
        return router.match(path)
                .flatMap(match -> match.route(method))
                .map(Route::path)
                .orElse("none");
    }

    @Test
    void literalSegmentComesBeforeParameter() {
        assertThat(found("GET", "/v2/models/a/ready")).isEqualTo("/v2/models/{model}/ready");
        assertThat(found("GET", "/v2/models/a/b")).isEqualTo("/v2/models/{owner}/{model}");
    }

    @Test
    void restOfThePathIsOneParameter() {
        assertThat(router.match("/models/org/name").orElseThrow().parameters()).containsEntry("id", "org/name");
        assertThat(router.match("/models/")).isEmpty();
    }

    @Test
    void allowListsTheMethodsOfTheMostSpecificPath() {
        assertThat(router.match("/v2/models/a/infer").orElseThrow().allow()).isEqualTo("POST");
        assertThat(found("GET", "/v2/models/a/infer")).isEqualTo("none");
        assertThat(router.match("/").orElseThrow().allow()).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void matchNamesThePathOfTheRoute() {
        assertThat(router.match("/models/org/name").orElseThrow().path()).isEqualTo("/models/{id*}");
    }

    @Test
    void getAnswersHead() {
        assertThat(found("HEAD", "/")).isEqualTo("/");
    }

    @Test
    void unknownAndEmptySegmentsMatchNothing() {
        for (String path : List.of("/none", "/v2/models//ready", "//", "", "/v2/models/a/ready/")) {
            assertThat(router.match(path)).as(path).isEmpty();
        }
    }

    @Test
    void refusesTwoRoutesOfOneMethodAndPath() {
        assertThatThrownBy(() -> router("GET /a", "GET /a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /a");
    }
}
