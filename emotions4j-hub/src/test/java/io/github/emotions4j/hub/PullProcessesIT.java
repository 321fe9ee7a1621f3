package io.github.emotions4j.hub;

import static io.github.emotions4j.hub.PulledModel.ID;
import static io.github.emotions4j.hub.PulledModel.INT8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.fixtures.FakeHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullProcessesIT {

    private static final String CDN_PATH = FakeHub.cdnPath(INT8);
    private static final int HALF = INT8.length / 2;

    private final PulledModel model;
    private final CountDownLatch halfSent = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    PullProcessesIT(@TempDir Path folder) throws IOException {
        this.model = new PulledModel(folder);
    }

    @AfterEach
    void stopHub() {
        goOn.countDown();
        model.close();
    }

    @Test
    void twoProcessesFetchTheSameFileOnce() throws Exception {
        stopInTheMiddle();
        PullProcess first = pull();
        assertThat(halfSent.await(30, TimeUnit.SECONDS)).isTrue();
        PullProcess second = pull();
        awaitListing(2);
        goOn.countDown();

        String folder =
                model.folder().resolve("snapshots").resolve(model.commit).toString();
        assertThat(first.output()).isEqualTo(folder);
        assertThat(second.output()).isEqualTo(folder);
        // The first was cut in the middle and went on; the second found the file.
        assertThat(model.hub.requests())
                .filteredOn(FakeHub.Request::cdn)
                .extracting(FakeHub.Request::range)
                .containsExactly("", "bytes=" + HALF + "-");
        assertThat(model.pull(FileSelection.classify()).resolve("onnx/model_quantized.onnx"))
                .hasBinaryContent(INT8);
    }

    @Test
    void goesOnWhereAKilledProcessStopped() throws Exception {
        stopInTheMiddle();
        PullProcess killed = pull();
        assertThat(halfSent.await(30, TimeUnit.SECONDS)).isTrue();
        awaitPartial();
        killed.kill();
        goOn.countDown();
        model.hub.forgetRequests();

        assertThat(model.pull(FileSelection.classify()).resolve("onnx/model_quantized.onnx"))
                .hasBinaryContent(INT8);
        assertThat(model.hub.requests())
                .filteredOn(FakeHub.Request::cdn)
                .extracting(FakeHub.Request::range)
                .containsExactly("bytes=" + HALF + "-");
    }

    private PullProcess pull() throws IOException {
        return PullProcess.start(model.hub.endpoint(), model.cache, ID);
    }

    private void stopInTheMiddle() {
        model.hub.once(true, "GET", CDN_PATH, exchange -> {
            exchange.cut(INT8, HALF);
            halfSent.countDown();
            try {
                goOn.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
    }

    private void awaitListing(int count) throws InterruptedException {
        while (model.hub.requests().stream()
                        .filter(request -> request.path().endsWith("/revision/main"))
                        .count()
                < count) {
            Thread.sleep(20);
        }
    }

    private void awaitPartial() throws InterruptedException {
        String etag = CDN_PATH.substring(CDN_PATH.lastIndexOf('/') + 1);
        Path partial = model.folder().resolve("blobs").resolve(etag + ".emotions4j.incomplete");
        while (partial.toFile().length() < HALF) {
            Thread.sleep(20);
        }
    }
}
