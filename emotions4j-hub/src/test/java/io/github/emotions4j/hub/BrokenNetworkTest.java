package io.github.emotions4j.hub;

import static io.github.emotions4j.hub.PulledModel.ID;
import static io.github.emotions4j.hub.PulledModel.INT8;
import static io.github.emotions4j.hub.PulledModel.bytes;
import static io.github.emotions4j.hub.PulledModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.fixtures.FakeHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenNetworkTest {

    private static final String GRAPH = "onnx/model_quantized.onnx";
    private static final String CDN_PATH = FakeHub.cdnPath(INT8);
    private static final int HALF = INT8.length / 2;

    private final PulledModel model;

    BrokenNetworkTest(@TempDir Path folder) throws IOException {
        this.model = new PulledModel(folder);
    }

    @AfterEach
    void stopHub() {
        model.close();
    }

    @Test
    void goesOnWhereACutConnectionStopped() throws IOException {
        cutOnce();

        assertThat(pulledGraph()).hasBinaryContent(INT8);
        assertThat(ranges()).containsExactly("", "bytes=" + HALF + "-");
        assertThat(model.counts.get("advanced")).isEqualTo(model.counts.get("planned"));
        assertThat(model.waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void startsAgainWhenTheServerSendsTheWholeFileInstead() throws IOException {
        cutOnce();
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            exchange.send(200, Map.of(), INT8);
            return true;
        });

        assertThat(pulledGraph()).hasBinaryContent(INT8);
        assertThat(ranges()).containsExactly("", "bytes=" + HALF + "-");
        assertThat(model.counts.get("advanced")).isEqualTo(model.counts.get("planned"));
    }

    @Test
    void startsAgainWhenTheRangeIsRefusedOrAnotherOne() throws IOException {
        cutOnce();
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            exchange.send(416, Map.of("Content-Range", "bytes */" + INT8.length), new byte[0]);
            return true;
        });
        cutOnce();
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            byte[] other = Arrays.copyOfRange(INT8, 5, INT8.length);
            String range = "bytes 5-" + (INT8.length - 1) + "/" + INT8.length;
            exchange.send(206, Map.of("Content-Range", range), other);
            return true;
        });

        assertThat(pulledGraph()).hasBinaryContent(INT8);
        assertThat(ranges()).containsExactly("", "bytes=" + HALF + "-", "", "bytes=" + HALF + "-", "");
        assertThat(model.counts.get("advanced")).isEqualTo(model.counts.get("planned"));
    }

    @Test
    void goesOnInAnotherPullWhereAnEarlierOneGaveUp() throws IOException {
        cutOnce();
        for (int attempt = 1; attempt < RetryPolicy.MAX_ATTEMPTS; attempt++) {
            model.hub.once(true, "GET", CDN_PATH, exchange -> {
                exchange.send(503, Map.of(), new byte[0]);
                return true;
            });
        }

        assertThatThrownBy(this::pulledGraph).isInstanceOf(IOException.class);
        assertThat(partial()).hasSize(HALF);
        assertThat(model.folder().resolve("snapshots/" + model.commit + "/" + GRAPH))
                .doesNotExist();

        model.hub.forgetRequests();
        assertThat(pulledGraph()).hasBinaryContent(INT8);
        assertThat(ranges()).containsExactly("bytes=" + HALF + "-");
        assertThat(partial()).doesNotExist();
    }

    @Test
    void doesNotFetchAgainWhatIsWholeAlready() throws IOException {
        Files.createDirectories(partial().getParent());
        Files.write(partial(), INT8);

        assertThat(pulledGraph()).hasBinaryContent(INT8);
        assertThat(model.hub.downloads(INT8)).isZero();
    }

    @Test
    void startsAgainWhenTheKeptPartIsWrongOrTooLong() throws IOException {
        Files.createDirectories(partial().getParent());
        Files.write(partial(), bytes(HALF, 99));
        assertThat(pulledGraph()).hasBinaryContent(INT8);
        assertThat(ranges()).containsExactly("bytes=" + HALF + "-", "");
        assertThat(model.counts.get("advanced")).isEqualTo(model.counts.get("planned"));

        Files.delete(pulledGraph().toRealPath());
        Files.write(partial(), bytes(INT8.length + 1, 99));
        assertThat(pulledGraph()).hasBinaryContent(INT8);
    }

    @Test
    void refusesOtherBytesOfALargeFileAndKeepsNone() throws IOException {
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            exchange.send(200, Map.of(), bytes(INT8.length, 98));
            return true;
        });

        assertThatThrownBy(this::pulledGraph)
                .isInstanceOf(HubException.class)
                .hasMessageMatching("found SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64} in " + GRAPH + " of commit .*");
        assertThat(partial()).doesNotExist();
        assertThat(model.names("")).noneMatch(name -> name.endsWith(GRAPH));
        assertThat(pulledGraph()).hasBinaryContent(INT8);
    }

    @Test
    void refusesOtherBytesOfASmallFile() {
        model.hub.once(false, "GET", "/config.json", exchange -> {
            exchange.send(200, Map.of(), text("{\"model_type\": \"evil\"}"));
            return true;
        });

        assertThatThrownBy(() -> model.pull(FileSelection.describe()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found git's SHA-1")
                .hasMessageContaining("config.json");
    }

    @Test
    void refusesMoreOrFewerBytesThanAnnounced() {
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            exchange.send(200, Map.of(), bytes(INT8.length + 10, 97));
            return true;
        });
        assertThatThrownBy(this::pulledGraph)
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found more than " + INT8.length + " bytes in " + GRAPH);

        announce(INT8.length + 10);
        assertThatThrownBy(this::pulledGraph)
                .isInstanceOf(IOException.class)
                .hasMessage("found the end of %s after %d bytes, expected %d", GRAPH, INT8.length, INT8.length + 10);
    }

    @Test
    void checksTheSizeAloneWhenTheEtagIsNoHash() throws IOException {
        byte[] card = text("# another card");
        model.hub.once(false, "HEAD", "/README.md", exchange -> {
            exchange.send(200, Map.of("X-Repo-Commit", model.commit, "ETag", "W/\"v1.2-card\""), card);
            return true;
        });
        model.hub.once(false, "GET", "/README.md", exchange -> {
            exchange.send(200, Map.of(), card);
            return true;
        });

        Path snapshot = model.pull(FileSelection.describe());

        assertThat(snapshot.resolve("README.md")).hasContent("# another card");
        assertThat(model.folder().resolve("blobs/v1.2-card")).exists();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void triesAgainWhenTheServerIsBusyOrOutOfOrder(int status) throws IOException {
        spoil(status, Map.of("Retry-After", "7"));

        assertThat(pulledGraph()).hasBinaryContent(INT8);
        assertThat(model.waits).containsExactly(Duration.ofSeconds(7));
        assertThat(model.notices).singleElement().asString().contains("HTTP status " + status, "again in 7 s");
    }

    @Test
    void waitsAsTheRateLimitSays() throws IOException {
        spoil(429, Map.of("RateLimit", "\"resolvers\";r=0;t=55", "RateLimit-Policy", "\"fixed window\";q=3000;w=300"));
        spoil(429, Map.of("RateLimit-Policy", "\"fixed window\";\"resolvers\";q=3000;w=300"));

        assertThat(pulledGraph()).hasBinaryContent(INT8);
        assertThat(model.waits).containsExactly(Duration.ofSeconds(56), Duration.ofSeconds(301));
    }

    @Test
    void waitsLongerEachTimeAndGivesUp() {
        for (int attempt = 0; attempt < RetryPolicy.MAX_ATTEMPTS; attempt++) {
            spoil(503, Map.of());
        }

        assertThatThrownBy(this::pulledGraph)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP status 503 from http://127.0.0.1")
                .hasMessageContaining("/api/models/" + ID);
        assertThat(model.waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
    }

    @Test
    void doesNotWaitForHours() {
        spoil(503, Map.of("Retry-After", "86400"));

        assertThatThrownBy(this::pulledGraph)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("asks for a wait of 86400 s");
        assertThat(model.waits).isEmpty();
    }

    @Test
    void aServerThatFallsSilentInTheMiddleOfAFileIsGivenUp() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            exchange.cut(INT8, HALF);
            await(end);
            return true;
        });
        HubOptions shortTimeout = model.options().withTimeout(Duration.ofMillis(300));

        Path snapshot = model.pull(shortTimeout, ID, FileSelection.classify());
        end.countDown();

        assertThat(snapshot.resolve(GRAPH)).hasBinaryContent(INT8);
        assertThat(ranges()).containsExactly("", "bytes=" + HALF + "-");
    }

    @Test
    void anInterruptedPullStopsAndLeavesTheThreadInterrupted() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            exchange.cut(INT8, HALF);
            started.countDown();
            await(end);
            return true;
        });
        boolean[] interrupted = new boolean[1];
        Thread puller = new Thread(() -> {
            try {
                pulledGraph();
            } catch (IOException expected) {
                interrupted[0] = Thread.currentThread().isInterrupted();
            }
        });
        puller.start();
        started.await();
        puller.interrupt();
        puller.join(10_000);
        end.countDown();

        assertThat(puller.isAlive()).isFalse();
        assertThat(interrupted[0]).isTrue();
    }

    @Test
    void anUnreachableHubIsNamed() {
        String endpoint = model.hub.endpoint();
        model.close();

        assertThatThrownBy(this::pulledGraph)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no response from " + endpoint)
                .hasMessageContaining("ConnectException");
        assertThat(model.waits).hasSize(RetryPolicy.MAX_ATTEMPTS - 1);
    }

    @Test
    void theCacheStandsInForAnUnreachableHub() throws IOException {
        Path graph = pulledGraph();
        model.close();

        assertThat(pulledGraph()).isEqualTo(graph);
        assertThat(model.waits).isEmpty();
        assertThat(model.notices).singleElement().asString().contains("using commit " + model.commit);
        assertThatThrownBy(() -> model.pull(FileSelection.train())).isInstanceOf(IOException.class);
    }

    private Path pulledGraph() throws IOException {
        return model.pull(FileSelection.classify()).resolve(GRAPH);
    }

    private Path partial() {
        String etag = CDN_PATH.substring(CDN_PATH.lastIndexOf('/') + 1);
        return model.folder().resolve("blobs").resolve(etag + ".emotions4j.incomplete");
    }

    private List<String> ranges() {
        return model.hub.requests().stream()
                .filter(FakeHub.Request::cdn)
                .map(FakeHub.Request::range)
                .toList();
    }

    private void cutOnce() {
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            exchange.cut(INT8, HALF);
            return true;
        });
    }

    private void spoil(int status, Map<String, String> headers) {
        model.hub.once(false, "GET", "/revision/main", exchange -> {
            exchange.send(status, headers, new byte[0]);
            return true;
        });
    }

    private void announce(int size) {
        model.hub.once(false, "HEAD", GRAPH, exchange -> {
            Map<String, String> headers = Map.of(
                    "X-Repo-Commit",
                    model.commit,
                    "X-Linked-Etag",
                    "\"" + CDN_PATH.substring(CDN_PATH.lastIndexOf('/') + 1) + "\"",
                    "X-Linked-Size",
                    String.valueOf(size),
                    "Location",
                    model.hub.cdnEndpoint() + CDN_PATH);
            exchange.send(302, headers, new byte[0]);
            return true;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
