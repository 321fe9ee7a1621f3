package io.github.emotions4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Clients that take more than their share leave room for others, and a server leaves nothing behind. */
class ServerLoadIT {

    private static final int LARGE = 1_000_000_000;
    private static final String LONG_TEXT = "I was not sure what to think of this. ".repeat(2000);
    private static final String LONG_BODY = "{\"inputs\": \"" + LONG_TEXT + "\"}";

    private static final String LONG_REQUEST =
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + LONG_BODY.length() + "\r\n\r\n" + LONG_BODY;

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void largeBodiesUnderWayAreBoundedAndSmallOnesPass() throws Exception {
        long fit = Math.max(1 << 30, Runtime.getRuntime().maxMemory() / 8) / LARGE;
        try (RunningServer running = new RunningServer(options -> options.maxBodyBytes(1 << 30))) {
            List<Socket> slow = new ArrayList<>();
            for (long i = 0; i < fit; i++) {
                slow.add(running.connect());
                assertThat(announceLargeBody(slow.get(slow.size() - 1))).startsWith("HTTP/1.1 100");
            }
            try (Socket further = running.connect()) {
                assertThat(announceLargeBody(further)).startsWith("HTTP/1.1 429");
                assertThat(RunningServer.readAll(further.getInputStream()))
                        .contains("Retry-After: ")
                        .contains("{\"error\":\"too many large bodies");
            }
            assertThat(running.answers()).isTrue();

            closeAll(slow);
            EmotionServerIT.await(() -> fits(running));
        }
    }

    /** The server asks for a body that fits, and refuses another one at once. */
    private static String announceLargeBody(Socket socket) throws IOException {
        socket.setSoTimeout(5000);
        write(socket, "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: " + LARGE + "\r\n\r\n");
        return firstLine(socket);
    }

    private static boolean fits(RunningServer running) {
        try (Socket socket = running.connect()) {
            return announceLargeBody(socket).startsWith("HTTP/1.1 100");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void fullQueueOfAnySizeLeavesThreadsForHealth() throws Exception {
        try (RunningServer running = new RunningServer(options -> options.queueTokens(65_536))) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Socket socket = running.connect();
                clients.add(socket);
                write(socket, LONG_REQUEST);
            }
            EmotionServerIT.await(() -> EmotionServerIT.queueRequests(running) == 256);

            assertThat(running.get("/health").statusCode()).isEqualTo(200);
            closeAll(clients);
            EmotionServerIT.await(() -> EmotionServerIT.queueRequests(running) == 0);
            assertThat(running.answers()).isTrue();
        }
    }

    @Test
    void nextRequestMayArriveWhileALongOneIsAnswered() throws Exception {
        try (RunningServer running = new RunningServer(UnaryOperator.identity());
                Socket socket = running.connect()) {
            socket.setSoTimeout(30_000);
            write(socket, LONG_REQUEST);
            EmotionServerIT.await(() -> EmotionServerIT.queueRequests(running) == 1);
            write(socket, "GET /health HTTP/1.1\r\nHost: h\r\nX-Request-Id: second\r\nConnection: close\r\n\r\n");

            assertThat(RunningServer.readAll(socket.getInputStream()))
                    .containsSubsequence("HTTP/1.1 200", "confusion", "HTTP/1.1 200", "x-request-id: second");
            assertThat(running.accessLog)
                    .as("the check for clients that left has read a byte of the second request")
                    .anyMatch(line ->
                            line.contains("\"route\":\"/\"") && line.matches(".*milliseconds\":[0-9]{4,}\\..*"));
        }
    }

    @Test
    void workOfResetHttp2StreamsIsDropped() throws Exception {
        try (RunningServer running = new RunningServer(UnaryOperator.identity())) {
            String body = "{\"inputs\": [" + ("\"" + LONG_TEXT + "\",").repeat(14) + "\"" + LONG_TEXT + "\"]}";
            HttpClient client = running.http2Client();
            CompletableFuture<HttpResponse<String>> response = client.sendAsync(
                    running.request("/").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            EmotionServerIT.await(() -> EmotionServerIT.queueRequests(running) == 1);

            long begin = System.nanoTime();
            response.cancel(true);
            EmotionServerIT.await(() -> EmotionServerIT.queueRequests(running) == 0);

            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))
                    .isLessThan(10);
            assertThat(running.answers()).isTrue();
        }
    }

    @Test
    void furtherConnectionsWaitUntilOneIsClosed() throws Exception {
        String request = "GET /health HTTP/1.1\r\nHost: h\r\n\r\n";
        try (RunningServer running = new RunningServer(options -> options.maxConnections(1));
                Socket first = running.connect();
                Socket second = running.connect()) {
            first.setSoTimeout(5000);
            second.setSoTimeout(500);
            write(first, request);
            assertThat(first.getInputStream().read()).isEqualTo('H');
            write(second, request);
            assertThat(RunningServer.readAll(second.getInputStream())).isEqualTo("[silent]");

            closeAll(List.of(first));
            second.setSoTimeout(5000);
            assertThat(second.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void requestsAreRefusedWhileTheServerStops() throws Exception {
        try (RunningServer running = new RunningServer(UnaryOperator.identity());
                Socket open = running.connect()) {
            open.setSoTimeout(5000);
            write(open, "GET /v2/health/ready HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(firstLine(open)).contains(" 200 ");
            CompletableFuture<HttpResponse<String>> accepted =
                    CompletableFuture.supplyAsync(() -> running.post("/", LONG_BODY));
            EmotionServerIT.await(() -> EmotionServerIT.queueRequests(running) == 1);

            CompletableFuture<Void> stopping = CompletableFuture.runAsync(running.server::close);
            EmotionServerIT.await(() -> !accepts(running));
            write(open, "GET /v2/health/ready HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(RunningServer.readAll(open.getInputStream()))
                    .contains("HTTP/1.1 503 ")
                    .contains("x-request-id: ")
                    .contains("{\"error\":");
            assertThat(accepted.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            stopping.get(60, TimeUnit.SECONDS);
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200 OK\r\n".length());
        return new String(line, StandardCharsets.US_ASCII);
    }

    private static boolean accepts(RunningServer running) {
        try (Socket socket = running.connect()) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // it does not count descriptors
    void startingAndClosingLeavesNoThreadsAndDescriptors() throws Exception {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.embedded(OnnxOptions.defaults())) {
            startAndClose(classifier);
            long descriptors = system.getOpenFileDescriptorCount();
            int threads = Thread.activeCount();
            for (int i = 0; i < 20; i++) {
                startAndClose(classifier);
            }

            EmotionServerIT.await(() -> Thread.activeCount() <= threads);
            assertThat(system.getOpenFileDescriptorCount()).isLessThanOrEqualTo(descriptors);
        }
    }

    private static void startAndClose(OnnxEmotionClassifier classifier) throws IOException {
        ServerOptions anyPort = ServerOptions.builder().port(0).build();
        try (EmotionServer server = EmotionServer.builder()
                        .model("embedded", classifier)
                        .options(anyPort)
                        .start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            write(socket, "GET /health HTTP/1.0\r\n\r\n");
            assertThat(RunningServer.readAll(socket.getInputStream())).contains(" 200 ");
        }
    }
}
