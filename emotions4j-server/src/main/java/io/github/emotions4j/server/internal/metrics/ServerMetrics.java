package io.github.emotions4j.server.internal.metrics;

import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.onnx.BatchStatistics;
import io.github.emotions4j.server.internal.inference.Results;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.inference.TokenQueue;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The metrics of a server: those of text-embeddings-inference under its names, and {@code emotions4j_*} with today's
 * suffixes. No text of a user is in them; unknown paths share one label.
 *
 * <p>Thread-safe.
 */
public final class ServerMetrics {

    /** TEI's own buckets (1.9.3): 35 bounds from 15 microseconds on, each 1.5 times the one before. */
    private static final double[] TEI_SECONDS = Histograms.bounds(1e-5 * 1.5, 1.5, 35);

    /** TEI ends at the longest text of the model; texts in windows are longer here. */
    private static final double[] TEI_LENGTHS = Histograms.bounds(1, 2, 20);

    private static final double[] TEI_BATCH_TEXTS = Histograms.bounds(1, 2, 13);
    private static final double[] TEI_BATCH_TOKENS = Histograms.bounds(1, 2, 21);

    private static final double[] SECONDS = Histograms.bounds(0.001, 2, 16);
    private static final double[] TEXTS = Histograms.bounds(1, 2, 8);
    private static final double[] TOKENS = Histograms.bounds(8, 2, 9);

    private final TokenQueue queue;
    private final List<ServedModel> models;
    private final String version;

    private final Counters httpRequests = new Counters(
            "emotions4j_http_requests_total", "Requests by route, method and status.", "route", "method", "status");
    private final Histograms httpSeconds = new Histograms(
            "emotions4j_http_request_duration_seconds",
            "From the headers of a request to the end of its response.",
            SECONDS,
            "route");
    private final Counters refused =
            new Counters("emotions4j_requests_refused_total", "Requests without a result, by reason.", "reason");
    private final Counters texts = new Counters("emotions4j_texts_total", "Scored texts.", "model");
    private final Counters tokens = new Counters("emotions4j_tokens_total", "Tokens of scored texts.", "model");
    private final Counters labels = new Counters(
            "emotions4j_labels_total", "Texts whose score reached the threshold of a label.", "model", "label");
    private final Histograms batchTexts =
            new Histograms("emotions4j_batch_texts", "Texts that ran together.", TEXTS, "model");
    private final Histograms batchTokens =
            new Histograms("emotions4j_batch_tokens", "Tokens that ran together.", TOKENS, "model");
    private final Histograms batchSeconds =
            new Histograms("emotions4j_batch_duration_seconds", "Time of a run.", SECONDS, "model");
    private final Histograms waitSeconds = new Histograms(
            "emotions4j_queue_wait_seconds", "Time that the oldest text of a batch had waited.", SECONDS, "model");

    private final Counters teiCount = new Counters("te_request_count", "Requests for scores.", "method");
    private final Counters teiSuccess = new Counters("te_request_success", "Requests that got scores.", "method");
    private final Counters teiFailure = new Counters("te_request_failure", "Requests that got none.", "err");
    private final Histograms teiDuration =
            new Histograms("te_request_duration", "Seconds from the headers to the response.", TEI_SECONDS);
    private final Histograms teiInference =
            new Histograms("te_request_inference_duration", "Seconds of scoring, waiting included.", TEI_SECONDS);
    private final Histograms teiQueue =
            new Histograms("te_request_queue_duration", "Seconds that the oldest text waited.", TEI_SECONDS);
    private final Histograms teiLength = new Histograms("te_request_input_length", "Tokens of a text.", TEI_LENGTHS);
    private final Histograms teiBatchSize = new Histograms("te_batch_next_size", "Texts of a batch.", TEI_BATCH_TEXTS);
    private final Histograms teiBatchTokens =
            new Histograms("te_batch_next_tokens", "Tokens of a batch.", TEI_BATCH_TOKENS);

    /**
     * Metrics of a server that has answered nothing yet.
     *
     * @param queue its size is read when the metrics are written
     * @param models the served models
     * @param version of the library
     */
    public ServerMetrics(TokenQueue queue, List<ServedModel> models, String version) {
        this.queue = queue;
        this.models = List.copyOf(models);
        this.version = version;
    }

    /** A request has ended; its route is the path with the names of parameters, not their values. */
    public void requestEnded(String route, String method, int status, Duration duration) {
        httpRequests.add(1, route, method, Integer.toString(status));
        httpSeconds.observe(seconds(duration), route);
        if (route.equals("/predict")) {
            teiDuration.observe(seconds(duration));
        }
    }

    /** A request got an error. */
    public void refused(ErrorKind kind) {
        refused.add(1, kind.name().toLowerCase(Locale.ROOT));
        teiFailure.add(1, teiError(kind));
    }

    private static String teiError(ErrorKind kind) {
        return switch (kind) {
            case OVERLOADED -> "overloaded";
            case TOO_LARGE -> "batch_size";
            case INFERENCE_FAILED, INTERNAL -> "inference";
            case TIMED_OUT, REQUEST_TIMEOUT -> "dropped";
            default -> "validation";
        };
    }

    /** A request got its scores. */
    public void scored(ServedModel model, Results results) {
        String method = results.scores().size() == 1 ? "single" : "batch";
        teiCount.add(1, method);
        teiSuccess.add(1, method);
        teiInference.observe(seconds(results.ran()));
        results.tokens().forEach(length -> teiLength.observe(length));
        texts.add(results.scores().size(), model.name());
        tokens.add(results.tokenCount(), model.name());
        for (Scores scores : results.scores()) {
            for (LabelScore emotion : scores.emotions()) {
                labels.add(1, model.name(), emotion.label());
            }
        }
    }

    /** A batch of a model has run. */
    public void batchEnded(String model, BatchStatistics batch) {
        batchTexts.observe(batch.texts(), model);
        batchTokens.observe((double) batch.tokens(), model);
        batchSeconds.observe(seconds(batch.ran()), model);
        waitSeconds.observe(seconds(batch.waited()), model);
        teiQueue.observe(seconds(batch.waited()));
        teiBatchSize.observe(batch.texts());
        teiBatchTokens.observe((double) batch.tokens());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** All metrics in the text format 0.0.4 of Prometheus. */
    public String write() {
        MetricText text = new MetricText();
        List.of(teiCount, teiSuccess, teiFailure).forEach(counters -> counters.write(text));
        List.of(teiDuration, teiInference, teiQueue, teiLength, teiBatchSize, teiBatchTokens)
                .forEach(histograms -> histograms.write(text));
        text.gauge("te_queue_size", "Requests under way.", queue.requests());
        List.of(httpRequests, refused, texts, tokens, labels).forEach(counters -> counters.write(text));
        List.of(httpSeconds, batchTexts, batchTokens, batchSeconds, waitSeconds)
                .forEach(histograms -> histograms.write(text));
        text.gauge("emotions4j_queue_tokens", "Tokens that the requests under way count for.", queue.tokens());
        text.gauge("emotions4j_queue_requests", "Requests under way.", queue.requests());
        text.gauge("emotions4j_queue_limit_tokens", "The bound of the queue.", queue.maxTokens());
        writeInfo(text);
        ProcessMetrics.write(text);
        return text.toString();
    }

    private void writeInfo(MetricText text) {
        text.begin("emotions4j_build_info", "gauge", "The version of the server.");
        text.sample("emotions4j_build_info", MetricText.Labels.of(List.of("version"), List.of(version)), 1);
        text.begin("emotions4j_model_info", "gauge", "The served models.");
        for (ServedModel model : models) {
            List<String> values = List.of(model.name(), model.precision());
            text.sample("emotions4j_model_info", MetricText.Labels.of(List.of("model", "precision"), values), 1);
        }
    }
}
