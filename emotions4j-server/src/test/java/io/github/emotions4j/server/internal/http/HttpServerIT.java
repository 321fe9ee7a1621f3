package io.github.emotions4j.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.server.ServerOptions;
import io.github.emotions4j.server.internal.inference.TokenQueue;
import io.github.emotions4j.server.internal.protocol.PlainErrors;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a route does, its request is answered. */
class HttpServerIT {

    private static final String PRIVATE = "a text of a user";

    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        List<Route> routes = List.of(
                route("/exception", request -> {
                    throw new IllegalArgumentException(PRIVATE);
                }),
                route("/error", request -> {
                    throw new AssertionError(PRIVATE);
                }),
                route("/missing-class", request -> {
                    throw new NoClassDefFoundError(PRIVATE);
                }),
                route("/interrupted", request -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(PRIVATE);
                }),
                route("/good", request -> Response.empty(Thread.currentThread().isInterrupted() ? 500 : 200)));
        server = new HttpServer(ServerOptions.builder().port(0).build(), routes, new TokenQueue(1024), new NoEvents());
        server.start();
    }

    private static Route route(String path, Route.Answer answer) {
        return new Route("GET", path, Route.Access.OPEN, answer, new PlainErrors());
    }

    private record NoEvents() implements RequestEvents {

        @Override
        public void ended(AccessLog.Entry entry) {}

        @Override
        public void refused(ErrorKind kind) {}
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exception", "/error", "/missing-class", "/interrupted"})
    void routeThatFailsGets500WithoutTheText(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).startsWith("{\"error\"").doesNotContain(PRIVATE);
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
        for (int i = 0; i < 20; i++) {
            assertThat(get("/good").statusCode()).isEqualTo(200);
        }
    }
}
