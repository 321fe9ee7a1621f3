package io.github.emotions4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that break the rules of HTTP get a JSON error with an id, and the next request is answered. */
class BadHttpIT {

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new RunningServer(
                options -> options.timeout(Duration.ofSeconds(2)).idleTimeout(Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nextRequestIsAnswered() {
        assertThat(server.answers()).isTrue();
    }

    static Stream<Arguments> requests() {
        String post = "POST / HTTP/1.1\r\nHost: h\r\n";
        return Stream.of(
                Arguments.of("GET /health HTTP/1.1\r\n\r\n", 400),
                Arguments.of("GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                Arguments.of("GET /health HTTP/1.1\r\nHost : h\r\n\r\n", 400),
                Arguments.of("GET /health HTTP/1.1\r\nHost: h\r\nA: b\r\n c\r\n\r\n", 400),
                Arguments.of("GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", 400),
                Arguments.of("GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", 400),
                Arguments.of("GET /%ff%fe HTTP/1.1\r\nHost: h\r\n\r\n", 400),
                Arguments.of("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: h\r\n\r\n", 414),
                Arguments.of("GET /health HTTP/1.1\r\nHost: h\r\n" + "a: b\r\n".repeat(2000) + "\r\n", 431),
                Arguments.of("GET / HTTP/3.0\r\nHost: h\r\n\r\n", 505),
                Arguments.of("GET /\r\n", 505),
                Arguments.of("\u0016\u0003\u0001\u0002 a client of TLS\r\n\r\n", 400),
                Arguments.of(post + "Content-Length: 5\r\nContent-Length: 20\r\n\r\n{}", 400),
                Arguments.of(post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400),
                Arguments.of(post + "Content-Length: -5\r\n\r\n{}", 400),
                Arguments.of(post + "Content-Length: 99999999999999999999\r\n\r\n{}", 400),
                Arguments.of(post + "Content-Length: 2147483648\r\n\r\n{}", 413),
                Arguments.of(post + "Expect: magic\r\nContent-Length: 2\r\n\r\n{}", 417),
                Arguments.of(post + "Connection: close\r\n\r\n", 400),
                Arguments.of("CONNECT h:80 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 405),
                Arguments.of("TRACE / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 405),
                Arguments.of("OPTIONS / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 405),
                Arguments.of("post / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 405),
                Arguments.of("OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 404));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestGetsItsStatusAndAJsonError(String request, int status) throws IOException {
        String answer = server.raw(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/json")
                .containsPattern("x-request-id: [0-9a-f-]{36}")
                .contains("{\"error\":");
    }

    @Test
    void bodyThatEndsEarlyGets400() throws IOException {
        for (String rest : new String[] {"Content-Length: 20\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"}) {
            try (Socket socket = server.connect()) {
                socket.setSoTimeout(5000);
                socket.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: h\r\n" + rest).getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();

                assertThat(RunningServer.readAll(socket.getInputStream()))
                        .startsWith("HTTP/1.1 400")
                        .contains("ends early");
            }
        }
    }

    @Test
    void bodyThatArrivesAfterItsTimeIsNotTakenForARequest() throws IOException {
        String late = "GET /health HTTP/1.1\r\nHost: h\r\n\r\n";
        try (Socket socket = server.connect()) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 408".length());
            try {
                socket.getOutputStream().write(late.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }

            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            assertThat(RunningServer.readAll(socket.getInputStream())).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void headHasTheLengthOfGetAndNoBody() throws IOException {
        String answer = server.raw("HEAD /v1/models HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: " + server.get("/v1/models").body().length())
                .endsWith("\r\n\r\n");
    }

    @Test
    void errorsOfHttp2AreThoseOfHttp1() throws Exception {
        HttpResponse<String> wrongMethod =
                server.http2(server.request("/predict").DELETE());
        HttpResponse<String> tooLong = server.http2(
                server.request("/").POST(BodyPublishers.ofString("{\"inputs\": \"" + "a".repeat(100_001) + "\"}")));
        HttpResponse<String> noJson = server.http2(server.request("/").POST(BodyPublishers.ofString("{")));

        assertThat(Stream.of(wrongMethod, tooLong, noJson).map(HttpResponse::statusCode))
                .containsExactly(405, 413, 400);
        assertThat(Stream.of(wrongMethod, tooLong, noJson).map(HttpResponse::body))
                .allMatch(body -> body.startsWith("{\"error\""));
        assertThat(wrongMethod.version().name()).isEqualTo("HTTP_2");
    }

    @Test
    void clientThatReadsNothingLosesItsConnection() throws Exception {
        String body = "{\"top_k\": 28, \"texts\": [" + "\"Thanks!\",".repeat(999) + "\"Thanks!\"]}";
        String request =
                "POST /v1/emotions HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(2048);
            socket.connect(server.address());
            for (int i = 0; i < 4; i++) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            EmotionServerIT.await(() -> server.accessLog.stream()
                    .filter(line -> line.contains("/v1/emotions"))
                    .anyMatch(line ->
                            Double.parseDouble(line.replaceFirst(".*milliseconds\":([0-9.]+).*", "$1")) > 2000));

            socket.setSoTimeout(5000);
            assertThat(RunningServer.readAll(socket.getInputStream())).doesNotContain("[silent]");
        }
    }
}
