package io.github.emotions4j.server.internal.protocol.openinference;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.server.internal.inference.Inference;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.protocol.JsonFields;
import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.RequestException;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import io.github.emotions4j.server.internal.routing.Route.Access;
import java.util.List;

/**
 * {@code POST /v1/models/{model}:predict}, version 1 of KServe's protocol: {@code {"instances": [texts]}} to
 * {@code {"predictions": [[{"label", "score"}]]}} with all labels, best first.
 *
 * <p>Thread-safe.
 */
public final class KServeRoutes {

    private static final OpenInferenceErrors ERRORS = new OpenInferenceErrors();
    private static final String VERB = ":predict";

    private KServeRoutes() {}

    /** The routes. */
    public static List<Route> routes(ModelRegistry models, Inference inference) {
        return List.of(new Route(
                "POST",
                "/v1/models/{call*}",
                Access.KEY,
                request -> predict(request, model(request, models), inference),
                ERRORS));
    }

    private static ServedModel model(Request request, ModelRegistry models) {
        String call = request.pathParameter("call").orElse("");
        if (!call.endsWith(VERB)) {
            throw new RequestException(ErrorKind.NOT_FOUND, "no such path, expected /v1/models/MODEL" + VERB);
        }
        return models.named(call.substring(0, call.length() - VERB.length()));
    }

    private static Response predict(Request request, ServedModel model, Inference inference) {
        List<String> texts = JsonFields.of(request).textList("instances");
        List<Scores> results = inference.classify(model, texts).scores();
        return JsonResponse.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("predictions");
            for (Scores scores : results) {
                JsonResponse.writeScores(json, scores.ranked());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
