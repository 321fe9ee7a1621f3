package io.github.emotions4j.server.internal.protocol.classify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.server.internal.inference.Inference;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.Results;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.protocol.JsonFields;
import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import io.github.emotions4j.server.internal.routing.Route.Access;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/**
 * {@code POST /classify} as vLLM has it and {@code POST /v1/classify} as SGLang has it: {@code {"model"?, "input": text
 * or list}}.
 *
 * <p>{@code probs} are sigmoids in the order of the labels. Beside vLLM's fields each entry has {@code emotions}, the
 * labels above their thresholds.
 *
 * <p>Thread-safe.
 */
public final class ClassifyRoutes {

    private static final ClassifyErrors ERRORS = new ClassifyErrors();

    private final ModelRegistry models;
    private final Inference inference;
    private final InstantSource clock;

    private ClassifyRoutes(ModelRegistry models, Inference inference, InstantSource clock) {
        this.models = models;
        this.inference = inference;
        this.clock = clock;
    }

    /** The routes. */
    public static List<Route> routes(ModelRegistry models, Inference inference, InstantSource clock) {
        ClassifyRoutes routes = new ClassifyRoutes(models, inference, clock);
        return List.of(
                new Route("POST", "/classify", Access.KEY, routes::classify, ERRORS),
                new Route("POST", "/v1/classify", Access.KEY, routes::classify, ERRORS));
    }

    private Response classify(Request request) {
        JsonFields body = JsonFields.of(request);
        List<String> texts = body.texts("input");
        if (texts.isEmpty()) {
            throw JsonFields.invalid("'input' is an empty list, expected at least one string");
        }
        ServedModel model = body.string("model").map(models::named).orElseGet(models::first);
        Results results = inference.classify(model, texts);
        return JsonResponse.ok(json -> {
            json.writeStartObject();
            json.writeStringField("id", "classify-" + request.id());
            json.writeStringField("object", "list");
            json.writeNumberField("created", clock.instant().getEpochSecond());
            json.writeStringField("model", model.name());
            writeData(json, results.scores());
            writeUsage(json, results.tokenCount());
            json.writeEndObject();
        });
    }

    private static void writeData(JsonGenerator json, List<Scores> scores) throws IOException {
        json.writeArrayFieldStart("data");
        for (int index = 0; index < scores.size(); index++) {
            writeEntry(json, index, scores.get(index));
        }
        json.writeEndArray();
    }

    private static void writeEntry(JsonGenerator json, int index, Scores scores) throws IOException {
        LabelScore best = scores.top(1).get(0);
        json.writeStartObject();
        json.writeNumberField("index", index);
        json.writeStringField("label", best.label());
        json.writeArrayFieldStart("probs");
        for (float probability : scores.toArray()) {
            json.writeNumber((double) probability);
        }
        json.writeEndArray();
        json.writeNumberField("num_classes", scores.labels().size());
        json.writeFieldName("emotions");
        JsonResponse.writeScores(json, scores.emotions());
        json.writeEndObject();
    }

    private static void writeUsage(JsonGenerator json, int tokens) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", tokens);
        json.writeNumberField("total_tokens", tokens);
        json.writeNumberField("completion_tokens", 0);
        json.writeNullField("prompt_tokens_details");
        json.writeEndObject();
    }
}
