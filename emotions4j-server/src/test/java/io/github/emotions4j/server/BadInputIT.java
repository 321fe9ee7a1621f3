package io.github.emotions4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad requests get a status and a JSON error, and the next request is answered. */
class BadInputIT {

    private static final String GOOD = "{\"inputs\":\"Thanks!\"}";

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new RunningServer(options -> options.timeout(Duration.ofSeconds(2))
                .headerTimeout(Duration.ofSeconds(1))
                .idleTimeout(Duration.ofSeconds(5)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nextRequestIsAnswered() {
        assertThat(server.answers()).isTrue();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("/", "", 400),
                Arguments.of("/", "{", 400),
                Arguments.of("/", "[1, 2", 400),
                Arguments.of("/", "\"text\"", 422),
                Arguments.of("/", "{}", 422),
                Arguments.of("/", "{\"inputs\": 3}", 422),
                Arguments.of("/", "{\"inputs\": [\"a\", null]}", 422),
                Arguments.of("/", "{\"inputs\": {\"a\": 1}}", 422),
                Arguments.of("/", "{\"inputs\": \"a\", \"parameters\": {\"top_k\": -1}}", 422),
                Arguments.of("/", "{\"inputs\": \"\\ud83d\"}", 400),
                Arguments.of("/", "{\"inputs\": \"a\", \"more\": 1}", 200),
                Arguments.of("/", "{\"inputs\": " + "[".repeat(200_000) + "}", 400),
                Arguments.of("/", "{\"inputs\": [" + "\"a\",".repeat(199_999) + "\"a\"]}", 413),
                Arguments.of("/", "{\"inputs\": \"" + "a".repeat(100_001) + "\"}", 413),
                Arguments.of("/models/none", GOOD, 404),
                Arguments.of("/predict", "{\"inputs\": [\"a\", \"b\"]}", 422),
                Arguments.of("/classify", "{\"input\": [null]}", 400),
                Arguments.of("/v1/emotions", "{\"texts\": [1]}", 422),
                Arguments.of("/v1/emotions", "{\"text\": \"a\", \"model\": \"none\"}", 404),
                Arguments.of("/v2/models/none/infer", "{}", 404),
                Arguments.of("/v2/models/embedded/infer", "{\"inputs\": 1}", 400));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyGetsItsStatus(String path, String body, int status) {
        HttpResponse<String> response = server.post(path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertIsJson(response, status);
    }

    private static void assertIsJson(HttpResponse<String> response, int status) {
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
        if (status != 200) {
            assertThat(response.body()).contains("error");
        }
    }

    @Test
    void malformedUtf8Gets400() throws IOException {
        byte[] start = "{\"inputs\":\"".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(start);
        body.write(0xC3);
        body.write('(');
        body.write("\"}".getBytes(StandardCharsets.US_ASCII));

        HttpResponse<String> response =
                server.send(server.request("/").POST(BodyPublishers.ofByteArray(body.toByteArray())));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void bodyOf30MegabytesGets413BeforeItIsRead() throws IOException {
        String answer = server.raw("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 30000000\r\n\r\n{\"inputs\":\"a");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"error\"");
    }

    @Test
    void chunkedBodyOf30MegabytesGets413() throws IOException {
        String chunk = "186A0\r\n" + "a".repeat(100_000) + "\r\n";
        String answer;
        try (Socket socket = server.connect()) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            try {
                for (int i = 0; i < 25; i++) {
                    socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }
            answer = RunningServer.readAll(socket.getInputStream());
        }

        assertThat(answer).matches("(?s)(HTTP/1.1 413.*|\\[reset\\])");
    }

    @Test
    void wrongMethodGets405WithAllow() {
        HttpResponse<String> response = server.send(server.request("/predict").DELETE());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("POST");
        assertThat(server.send(server.request("/").DELETE()).headers().firstValue("allow"))
                .contains("GET, HEAD, POST");
    }

    @Test
    void bodyThatDoesNotArriveGets408() throws IOException {
        String answer = server.raw("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n{\"inp");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("\"error\"");
    }

    @Test
    void chunkedBodyWithoutEndGets408() throws IOException {
        String answer = server.raw("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"inp\r\n");

        assertThat(answer).startsWith("HTTP/1.1 408");
    }

    @Test
    void brokenChunkGets400() throws IOException {
        String answer = server.raw("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{\"inp\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void slowHeadersCloseTheConnection() throws IOException {
        long begin = System.nanoTime();
        String answer = server.raw("POST / HTTP/1.1\r\nHost: h\r\nX-Slow");

        assertThat(answer).doesNotContain("[silent]").doesNotContain(" 200 ");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void hugeHeaderGets431() throws IOException {
        String answer = server.raw("GET / HTTP/1.1\r\nHost: h\r\nX-Big: " + "a".repeat(10_000) + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 431")
                .contains("application/json")
                .contains("\"error\"");
    }

    @Test
    void pathTraversalFindsNothing() throws IOException {
        for (String path : new String[] {
            "/page/../../../../etc/passwd", "/page/..%2f..%2fetc%2fpasswd", "/page/%2e%2e/%2e%2e/etc/passwd", "/..;/x"
        }) {
            String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(answer).matches("(?s)HTTP/1.1 (400|404).*").doesNotContain("root:");
        }
    }

    @Test
    void http10IsAnswered() throws IOException {
        String answer = server.raw("POST / HTTP/1.0\r\nContent-Length: " + GOOD.length() + "\r\n\r\n" + GOOD);

        assertThat(answer).contains(" 200 ").contains("gratitude");
    }

    @Test
    void tenPipelinedRequestsAreAnsweredInOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            requests.append("POST / HTTP/1.1\r\nHost: h\r\nX-Request-Id: n" + i + "\r\n"
                    + (i == 9 ? "Connection: close\r\n" : "") + "Content-Length: " + GOOD.length() + "\r\n\r\n" + GOOD);
        }

        String answer = server.raw(requests.toString());

        assertThat(answer).containsSubsequence("n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9");
        assertThat(answer.split("HTTP/1.1 200", -1)).hasSize(11);
    }

    @Test
    void nextRequestMayArriveByteByByteWhileOneIsAnswered() throws IOException {
        String request = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + GOOD.length() + "\r\n\r\n" + GOOD;
        String last = "GET /health HTTP/1.1\r\nHost: h\r\nX-Request-Id: second\r\nConnection: close\r\n\r\n";
        String answer;
        try (Socket socket = server.connect()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            for (byte next : last.getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(next);
                socket.getOutputStream().flush();
            }
            answer = RunningServer.readAll(socket.getInputStream());
        }

        assertThat(answer).containsSubsequence("HTTP/1.1 200", "gratitude", "HTTP/1.1 200", "second");
    }

    @Test
    void expectationOf100ContinueIsMet() throws IOException {
        String answer = server.raw("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\n"
                + "Content-Length: " + GOOD.length() + "\r\n\r\n" + GOOD);

        assertThat(answer).contains(" 200 OK").contains("gratitude");
    }

    @Test
    void bodyIsAskedForBeforeItIsSent() throws IOException {
        try (Socket socket = server.connect()) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(expecting(GOOD.length()).getBytes(StandardCharsets.US_ASCII));
            byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(first, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100");
            socket.getOutputStream().write(GOOD.getBytes(StandardCharsets.US_ASCII));
            assertThat(RunningServer.readAll(socket.getInputStream()))
                    .startsWith("HTTP/1.1 200")
                    .contains("gratitude");
        }
        assertThat(server.raw(expecting(30_000_000))).startsWith("HTTP/1.1 413");
    }

    private static String expecting(int length) {
        return "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    @Test
    void absoluteTargetIsAnswered() throws IOException {
        String answer = server.raw("GET http://other/health HTTP/1.1\r\nHost: other\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void gzipIsReadAndItsBombsGet413() throws IOException {
        assertThat(gzipped(GOOD.getBytes(StandardCharsets.US_ASCII)).statusCode())
                .isEqualTo(200);
        assertThat(gzipped(new byte[30_000_000]).statusCode()).isEqualTo(413);
        assertThat(encoded("gzip", GOOD.getBytes(StandardCharsets.US_ASCII)).statusCode())
                .isEqualTo(400);
        assertThat(encoded("br", GOOD.getBytes(StandardCharsets.US_ASCII)).statusCode())
                .isEqualTo(415);
    }

    private static HttpResponse<String> gzipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return encoded("gzip", bytes.toByteArray());
    }

    private static HttpResponse<String> encoded(String encoding, byte[] body) {
        return server.send(
                server.request("/").header("Content-Encoding", encoding).POST(BodyPublishers.ofByteArray(body)));
    }

    @Test
    void hostileRequestIdIsReplaced() throws IOException {
        assertThat(server.get("/health").headers().firstValue("x-request-id")).isPresent();
        HttpResponse<String> taken = server.send(
                server.request("/health").header("x-request-id", "mine-1").GET());
        assertThat(taken.headers().firstValue("x-request-id")).contains("mine-1");

        String answer =
                server.raw("GET /health HTTP/1.1\r\nHost: h\r\nX-Request-Id: a b\"c\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("a b\"c").contains("x-request-id: ");
    }
}
