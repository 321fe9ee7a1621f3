package io.github.emotions4j.server.internal.protocol.huggingface;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.server.internal.inference.Inference;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.protocol.JsonFields;
import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.protocol.PlainErrors;
import io.github.emotions4j.server.internal.protocol.ScoreFunction;
import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import io.github.emotions4j.server.internal.routing.Route.Access;
import java.io.IOException;
import java.util.List;

/**
 * {@code POST /} and {@code POST /models/{id}} as the clients of Hugging Face call them:
 * {@code {"inputs": text or list, "parameters": {"top_k", "function_to_apply"}}}.
 *
 * <p>The response is always a list of lists, one for each text. Both clients break on a flat list.
 *
 * <p>Thread-safe.
 */
public final class HuggingFaceRoutes {

    private static final PlainErrors ERRORS = new PlainErrors();

    private final Inference inference;

    private HuggingFaceRoutes(Inference inference) {
        this.inference = inference;
    }

    /** The routes. */
    public static List<Route> routes(ModelRegistry models, Inference inference) {
        HuggingFaceRoutes routes = new HuggingFaceRoutes(inference);
        return List.of(
                new Route("POST", "/", Access.KEY, request -> routes.answer(models.first(), request), ERRORS),
                new Route(
                        "POST",
                        "/models/{id*}",
                        Access.KEY,
                        request -> routes.answer(
                                models.named(request.pathParameter("id").orElse("")), request),
                        ERRORS));
    }

    private Response answer(ServedModel model, Request request) {
        JsonFields body = JsonFields.of(request);
        List<String> texts = body.texts("inputs");
        Parameters parameters = body.object("parameters")
                .map(Parameters::of)
                .orElse(new Parameters(Integer.MAX_VALUE, ScoreFunction.SIGMOID));
        List<Scores> scores = inference.classify(model, texts).scores();
        return JsonResponse.ok(json -> write(json, scores, parameters));
    }

    private static void write(JsonGenerator json, List<Scores> scores, Parameters parameters) throws IOException {
        json.writeStartArray();
        for (Scores text : scores) {
            json.writeStartArray();
            for (ScoreFunction.Entry entry : parameters.function().ranked(text).stream()
                    .limit(parameters.topK())
                    .toList()) {
                json.writeStartObject();
                json.writeStringField("label", entry.label());
                json.writeNumberField("score", entry.score());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private record Parameters(int topK, ScoreFunction function) {

        // Others, such as truncation, mean nothing here: long texts are scored in windows.
        static Parameters of(JsonFields fields) {
            return new Parameters(
                    fields.count("top_k").orElse(Integer.MAX_VALUE),
                    fields.string("function_to_apply")
                            .map(name -> ScoreFunction.named("parameters.function_to_apply", name))
                            .orElse(ScoreFunction.SIGMOID));
        }
    }
}
