package io.github.emotions4j.server.internal.protocol.tei;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.server.internal.inference.Inference;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.Results;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.protocol.JsonFields;
import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.protocol.ScoreFunction;
import io.github.emotions4j.server.internal.protocol.ServerInfo;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import io.github.emotions4j.server.internal.routing.Route.Access;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * {@code POST /predict}, {@code GET /info} and {@code GET /health} as text-embeddings-inference 1.9 has them, with
 * SageMaker's {@code /invocations} and {@code /ping}. They answer for the first model.
 *
 * <p>Scores are sigmoids. TEI applies softmax to models with several labels, which is wrong for emotion models.
 *
 * <p>Thread-safe.
 */
public final class TeiRoutes {

    private static final TeiErrors ERRORS = new TeiErrors();

    private final ServedModel model;
    private final Inference inference;
    private final BooleanSupplier ready;
    private final ServerInfo server;

    private TeiRoutes(ServedModel model, Inference inference, BooleanSupplier ready, ServerInfo server) {
        this.model = model;
        this.inference = inference;
        this.ready = ready;
        this.server = server;
    }

    /** The routes. */
    public static List<Route> routes(
            ModelRegistry models, Inference inference, BooleanSupplier ready, ServerInfo server) {
        TeiRoutes routes = new TeiRoutes(models.first(), inference, ready, server);
        return List.of(
                new Route("POST", "/predict", Access.KEY, routes::predict, ERRORS),
                new Route("POST", "/invocations", Access.KEY, routes::predict, ERRORS),
                new Route("GET", "/info", Access.KEY, request -> routes.info(), ERRORS),
                new Route("GET", "/health", Access.OPEN, request -> routes.health(), ERRORS),
                new Route("GET", "/ping", Access.OPEN, request -> routes.health(), ERRORS));
    }

    private Response predict(Request request) {
        PredictRequest asked = PredictRequest.of(JsonFields.of(request));
        if (asked.hasEmptyText()) {
            return TeiErrors.empty();
        }
        long start = System.nanoTime();
        Results results = inference.classify(model, asked.texts());
        Response response = JsonResponse.ok(json -> write(json, asked, results));
        return withTimes(response, asked, results, Duration.ofNanos(System.nanoTime() - start));
    }

    private static void write(JsonGenerator json, PredictRequest asked, Results results) throws IOException {
        ScoreFunction function = asked.rawScores() ? ScoreFunction.NONE : ScoreFunction.SIGMOID;
        if (!asked.isBatch()) {
            writeScores(json, function, results.scores().get(0));
            return;
        }
        json.writeStartArray();
        for (Scores scores : results.scores()) {
            writeScores(json, function, scores);
        }
        json.writeEndArray();
    }

    private static void writeScores(JsonGenerator json, ScoreFunction function, Scores scores) throws IOException {
        json.writeStartArray();
        for (ScoreFunction.Entry entry : ranked(function, scores)) {
            json.writeStartObject();
            json.writeNumberField("score", entry.score());
            json.writeStringField("label", entry.label());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    // TEI sorts upwards and reverses, so labels with equal scores come by descending id.
    private static List<ScoreFunction.Entry> ranked(ScoreFunction function, Scores scores) {
        List<ScoreFunction.Entry> entries = new ArrayList<>(function.ranked(scores));
        entries.sort(Comparator.comparingDouble(ScoreFunction.Entry::score).thenComparingInt(ScoreFunction.Entry::id));
        Collections.reverse(entries);
        return entries;
    }

    // Times are milliseconds. Tokenization is part of the inference time here.
    private static Response withTimes(Response response, PredictRequest asked, Results results, Duration total) {
        long characters = asked.texts().stream()
                .mapToLong(text -> text.codePointCount(0, text.length()))
                .sum();
        return response.withHeader("x-compute-type", "cpu")
                .withHeader("x-compute-time", milliseconds(total))
                .withHeader("x-compute-characters", Long.toString(characters))
                .withHeader("x-compute-tokens", Integer.toString(results.tokenCount()))
                .withHeader("x-total-time", milliseconds(total))
                .withHeader("x-tokenization-time", "0")
                .withHeader("x-queue-time", milliseconds(results.waited()))
                .withHeader("x-inference-time", milliseconds(results.ran()));
    }

    private static String milliseconds(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private Response health() {
        return ready.getAsBoolean()
                ? Response.empty(200)
                : ERRORS.error(ErrorKind.NOT_READY, "the server is starting or stopping");
    }

    private Response info() {
        return JsonResponse.ok(json -> {
            json.writeStartObject();
            json.writeStringField("model_id", model.name());
            json.writeStringField("model_sha", model.revision());
            json.writeStringField("model_dtype", model.precision());
            json.writeStringField("served_model_name", model.name());
            writeModelType(json, model.labels());
            json.writeNumberField("max_concurrent_requests", server.maxConnections());
            json.writeNumberField("max_input_length", model.maxTokens());
            json.writeNumberField("max_batch_tokens", server.queueTokens());
            json.writeNullField("max_batch_requests");
            json.writeNumberField("max_client_batch_size", server.maxTextsPerRequest());
            json.writeBooleanField("auto_truncate", false);
            json.writeNumberField("tokenization_workers", 1);
            json.writeStringField("version", server.version());
            json.writeNullField("sha");
            json.writeNullField("docker_label");
            json.writeEndObject();
        });
    }

    private static void writeModelType(JsonGenerator json, LabelSet labels) throws IOException {
        json.writeObjectFieldStart("model_type");
        json.writeObjectFieldStart("classifier");
        json.writeObjectFieldStart("id2label");
        for (int id = 0; id < labels.size(); id++) {
            json.writeStringField(Integer.toString(id), labels.name(id));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("label2id");
        for (int id = 0; id < labels.size(); id++) {
            json.writeNumberField(labels.name(id), id);
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }
}
