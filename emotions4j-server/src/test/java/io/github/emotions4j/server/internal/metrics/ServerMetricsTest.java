package io.github.emotions4j.server.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.onnx.BatchStatistics;
import io.github.emotions4j.server.internal.inference.Results;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.inference.TokenQueue;
import io.github.emotions4j.server.internal.protocol.FakeModel;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerMetricsTest {

    private static final int THREADS = 8;
    private static final int REQUESTS = 2000;

    private final ServedModel model = FakeModel.named("embedded");
    private final ServerMetrics metrics = new ServerMetrics(new TokenQueue(1024), List.of(model), "1.2.3");

    private void answerOneRequest() {
        metrics.requestEnded("/predict", "POST", 200, Duration.ofMillis(3));
        metrics.scored(
                model, new Results(model.classify(List.of("text")), List.of(6), Duration.ZERO, Duration.ofMillis(2)));
        metrics.batchEnded("embedded", new BatchStatistics(1, 6, Duration.ZERO, Duration.ofMillis(2)));
    }

    private List<String> lines() {
        return metrics.write().lines().toList();
    }

    private List<String> namesAfter(String start) {
        return lines().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length(), line.indexOf(' ', start.length())))
                .toList();
    }

    private List<String> bounds(String name) {
        return lines().stream()
                .filter(line -> line.startsWith(name + "_bucket"))
                .map(line -> line.substring(line.indexOf("le=\"") + 4, line.lastIndexOf('"')))
                .toList();
    }

    @Test
    void everyMetricHasItsHelpAndTypeOnce() {
        answerOneRequest();
        metrics.refused(ErrorKind.OVERLOADED);

        List<String> helps = namesAfter("# HELP ");
        List<String> types = namesAfter("# TYPE ");

        assertThat(helps).doesNotHaveDuplicates().isEqualTo(types);
        assertThat(helps).contains("te_request_count", "te_queue_size", "emotions4j_build_info", "jvm_threads_current");
    }

    @Test
    void bucketsAreThoseOfTextEmbeddingsInference() {
        answerOneRequest();

        assertThat(bounds("te_request_duration"))
                .hasSize(36)
                .startsWith(Double.toString(1e-5 * 1.5))
                .endsWith("+Inf");
        assertThat(bounds("te_batch_next_size"))
                .hasSize(14)
                .startsWith("1", "2")
                .endsWith("4096", "+Inf");
        assertThat(bounds("te_batch_next_tokens"))
                .hasSize(22)
                .startsWith("1", "2")
                .endsWith("1048576", "+Inf");
        assertThat(bounds("te_request_input_length")).startsWith("1", "2").contains("512");
    }

    @Test
    void labelsAreCountedWhereTheirScoresReachTheThreshold() {
        answerOneRequest();

        assertThat(lines())
                .contains(
                        "emotions4j_labels_total{model=\"embedded\",label=\"joy\"} 1",
                        "emotions4j_labels_total{model=\"embedded\",label=\"love\"} 1")
                .noneMatch(line -> line.contains("label=\"anger\""));
    }

    @Test
    void refusalsAreCountedByReasonAndAsTeiNamesThem() {
        metrics.refused(ErrorKind.OVERLOADED);
        metrics.refused(ErrorKind.TOO_LARGE);

        assertThat(lines())
                .contains(
                        "emotions4j_requests_refused_total{reason=\"overloaded\"} 1",
                        "te_request_failure{err=\"overloaded\"} 1",
                        "te_request_failure{err=\"batch_size\"} 1");
    }

    @Test
    void noCountOfAnyThreadIsLostWhileOthersWrite() {
        List<CompletableFuture<Void>> threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int request = 0; request < REQUESTS; request++) {
                        answerOneRequest();
                        if (request % 500 == 0) {
                            metrics.write();
                        }
                    }
                }))
                .toList();
        threads.forEach(CompletableFuture::join);

        int all = THREADS * REQUESTS;
        assertThat(lines())
                .contains(
                        "emotions4j_http_requests_total{route=\"/predict\",method=\"POST\",status=\"200\"} " + all,
                        "emotions4j_tokens_total{model=\"embedded\"} " + 6 * all,
                        "te_request_duration_bucket{le=\"+Inf\"} " + all,
                        "te_request_duration_count " + all);
    }
}
