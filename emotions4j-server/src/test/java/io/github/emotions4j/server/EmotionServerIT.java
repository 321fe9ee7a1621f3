package io.github.emotions4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.Scores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a server does beside answering good requests: access, overload, deadlines and stopping. */
class EmotionServerIT {

    private static final String LONG_TEXT = "I was not sure what to think of this. ".repeat(2000);
    private static final String LONG_BODY = "{\"inputs\": \"" + LONG_TEXT + "\"}";

    @Test
    void scoresAreThoseOfTheLibrary() throws IOException {
        try (RunningServer running = new RunningServer(UnaryOperator.identity())) {
            Scores expected = running.classifier.classify("I am not having a great day");

            String body = running.post(
                            "/", "{\"inputs\": \"I am not having a great day\", \"parameters\": {\"top_k\": 1}}")
                    .body();

            assertThat(body)
                    .isEqualTo("[[{\"label\":\"" + expected.top(1).get(0).label() + "\",\"score\":"
                            + (double) expected.top(1).get(0).score() + "}]]");
            assertThat(running.post("/models/second/model", "{\"inputs\": \"a\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void keyIsRequiredExceptForHealthAndPage() throws IOException {
        try (RunningServer running = new RunningServer(options -> options.apiKey("secret-key"))) {
            assertThat(running.post("/", "{\"inputs\": \"a\"}").statusCode()).isEqualTo(401);
            assertThat(running.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(running.get("/health").statusCode()).isEqualTo(200);
            assertThat(running.send(running.request("/")
                                    .header("Accept", "text/html")
                                    .GET())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(withKey(running, "Bearer secret-kez").statusCode()).isEqualTo(401);
            assertThat(withKey(running, "bearer secret-key").statusCode()).isEqualTo(200);
            assertThat(running.accessLog).noneMatch(line -> line.contains("secret"));
        }
    }

    private static HttpResponse<String> withKey(RunningServer running, String authorization) {
        return running.send(running.request("/")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString("{\"inputs\": \"a\"}")));
    }

    @Test
    void onlyGivenOriginsMayCall() throws IOException {
        try (RunningServer running =
                new RunningServer(options -> options.corsOrigins(List.of("https://good.example")))) {
            assertThat(preflight(running, "https://good.example")).isTrue();
            assertThat(preflight(running, "https://goodxexample")).isFalse();
        }
        try (RunningServer running = new RunningServer(UnaryOperator.identity())) {
            assertThat(preflight(running, "https://good.example")).isFalse();
        }
    }

    private static boolean preflight(RunningServer running, String origin) throws IOException {
        String answer = running.raw("OPTIONS / HTTP/1.1\r\nHost: h\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
        assertThat(answer).contains("x-request-id: ");
        return answer.toLowerCase(Locale.ROOT).contains("access-control-allow-origin: " + origin);
    }

    @Test
    void fullQueueGets429WithRetryAfter() throws Exception {
        try (RunningServer running = new RunningServer(options -> options.queueTokens(256))) {
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> running.post("/", LONG_BODY));
            await(() -> queueRequests(running) == 1);

            HttpResponse<String> refused = running.post("/predict", "{\"inputs\": \"a\"}");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("\"error_type\":\"Overloaded\"");
            assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0))
                    .isBetween(1L, 60L);
            assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void deadlineGets504AndFreesTheQueue() throws Exception {
        try (RunningServer running = new RunningServer(options -> options.timeout(Duration.ofMillis(300)))) {
            HttpResponse<String> late = running.post("/", LONG_BODY);

            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(late.body()).contains("deadline").doesNotContain("not sure");
            await(() -> queueRequests(running) == 0);
            assertThat(running.answers()).isTrue();
        }
    }

    @Test
    void workOfClientsThatLeftIsDropped() throws Exception {
        try (RunningServer running = new RunningServer(UnaryOperator.identity())) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                texts.add("\"" + LONG_TEXT + "\"");
            }
            String body = "{\"inputs\": [" + String.join(",", texts) + "]}";
            try (Socket socket = running.connect()) {
                socket.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                await(() -> queueRequests(running) == 1);
            }
            long begin = System.nanoTime();
            await(() -> queueRequests(running) == 0);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void closeAnswersWhatWasAccepted() throws Exception {
        RunningServer running = new RunningServer(UnaryOperator.identity());
        try (running) {
            CompletableFuture<HttpResponse<String>> accepted =
                    CompletableFuture.supplyAsync(() -> running.post("/", LONG_BODY));
            await(() -> queueRequests(running) == 1);

            int port = running.server.port();
            running.server.close();

            assertThat(accepted.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                    .isInstanceOf(IOException.class);
            running.server.close();
            assertThat(running.server.port()).isEqualTo(port);
        }
    }

    @Test
    void usedPortIsNamed() throws IOException {
        try (RunningServer running = new RunningServer(UnaryOperator.identity())) {
            int port = running.server.port();
            assertThatThrownBy(() -> new RunningServer(options -> options.port(port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void noTextIsInLogsAndMetrics() throws Exception {
        try (RunningServer running = new RunningServer(UnaryOperator.identity())) {
            running.post("/?secretquery=1", "{\"inputs\": \"secrettext\"}");
            running.post("/secretpath", "{\"inputs\": \"secrettext\"}");
            running.post("/", "{\"secretfield\": [\"secrettext\", ");
            running.send(running.request("/models/secretpath").method("SECRETMETHOD", BodyPublishers.noBody()));

            String metrics = running.get("/metrics").body();

            assertThat(metrics)
                    .contains("te_request_count{method=\"single\"} 1")
                    .contains("emotions4j_http_requests_total{route=\"/\",method=\"POST\",status=\"200\"} 1")
                    .contains("{route=\"unknown\",method=\"POST\",status=\"404\"} 1")
                    .contains("{route=\"/models/{id*}\",method=\"unknown\",status=\"405\"} 1")
                    .doesNotContain("secret");
            await(() -> running.accessLog.size() == 5);
            assertThat(running.accessLog)
                    .allMatch(line -> line.startsWith("{\"time\":"))
                    .noneMatch(line -> line.contains("secret"));
        }
    }

    @Test
    void serversLeaveNoThreads() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (RunningServer running = new RunningServer(UnaryOperator.identity())) {
                assertThat(running.answers()).isTrue();
            }
        }
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("emotions4j-server")));
    }

    static int queueRequests(RunningServer running) {
        return running.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("emotions4j_queue_requests "))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("the condition holds within 20 seconds")
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
