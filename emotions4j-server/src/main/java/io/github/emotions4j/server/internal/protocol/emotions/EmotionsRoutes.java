package io.github.emotions4j.server.internal.protocol.emotions;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
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
import java.util.List;

/**
 * {@code POST /v1/emotions} and {@code GET /v1/models}.
 *
 * <p>Thread-safe.
 */
public final class EmotionsRoutes {

    private static final EmotionsErrors ERRORS = new EmotionsErrors();

    private final ModelRegistry models;
    private final Inference inference;

    private EmotionsRoutes(ModelRegistry models, Inference inference) {
        this.models = models;
        this.inference = inference;
    }

    /** The routes. */
    public static List<Route> routes(ModelRegistry models, Inference inference) {
        EmotionsRoutes routes = new EmotionsRoutes(models, inference);
        return List.of(
                new Route("POST", "/v1/emotions", Access.KEY, routes::emotions, ERRORS),
                new Route("GET", "/v1/models", Access.KEY, request -> routes.models(), ERRORS));
    }

    private Response emotions(Request request) {
        EmotionsRequest asked = EmotionsRequest.of(JsonFields.of(request), models);
        Results results = inference.classify(asked.model(), asked.texts());
        return JsonResponse.ok(json -> {
            json.writeStartObject();
            json.writeStringField("model", asked.model().name());
            writeResults(json, asked, results);
            writeThresholds(json, asked.thresholds());
            json.writeObjectFieldStart("usage");
            json.writeNumberField("tokens", results.tokenCount());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void writeResults(JsonGenerator json, EmotionsRequest asked, Results results) throws IOException {
        json.writeArrayFieldStart("results");
        for (int i = 0; i < results.scores().size(); i++) {
            Scores scores = results.scores().get(i);
            json.writeStartObject();
            json.writeFieldName("emotions");
            JsonResponse.writeScores(json, asked.emotions(scores));
            if (asked.withScores()) {
                writeScoresByName(json, "scores", scores.ranked());
            }
            if (asked.groups().isPresent()) {
                writeScoresByName(
                        json,
                        "groups",
                        asked.groups().get().group(scores, asked.thresholds()).ranked());
            }
            json.writeNumberField("windows", scores.windows());
            json.writeBooleanField("truncated", scores.isTruncated());
            json.writeNumberField("tokens", results.tokens().get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeScoresByName(JsonGenerator json, String field, List<LabelScore> scores)
            throws IOException {
        json.writeObjectFieldStart(field);
        for (LabelScore entry : scores) {
            json.writeNumberField(entry.label(), (double) entry.score());
        }
        json.writeEndObject();
    }

    private static void writeThresholds(JsonGenerator json, Thresholds thresholds) throws IOException {
        LabelSet labels = thresholds.labels();
        json.writeObjectFieldStart("thresholds");
        for (int id = 0; id < labels.size(); id++) {
            json.writeNumberField(labels.name(id), thresholds.value(id));
        }
        json.writeEndObject();
    }

    private Response models() {
        return JsonResponse.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("models");
            for (ServedModel model : models.models()) {
                writeModel(json, model);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeModel(JsonGenerator json, ServedModel model) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", model.name());
        json.writeStringField("precision", model.precision());
        json.writeStringField("revision", model.revision());
        json.writeNumberField("max_tokens", model.maxTokens());
        json.writeFieldName("labels");
        JsonResponse.writeStrings(json, model.labels().names());
        writeThresholds(json, model.thresholds());
        json.writeEndObject();
    }
}
