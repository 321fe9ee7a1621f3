package io.github.emotions4j.server.internal.protocol.openinference;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.server.internal.inference.Inference;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.Results;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.protocol.ServerInfo;
import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import io.github.emotions4j.server.internal.routing.Route.Access;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The Open Inference Protocol, version 2: health, metadata and inference, with the binary data and classification
 * extensions. A name such as {@code ORG/NAME} takes two segments of a path.
 *
 * <p>Thread-safe.
 */
public final class OpenInferenceRoutes {

    private static final OpenInferenceErrors ERRORS = new OpenInferenceErrors();
    private static final List<String> EXTENSIONS = List.of("binary_tensor_data", "classification");

    private final ModelRegistry models;
    private final Inference inference;
    private final BooleanSupplier ready;

    private OpenInferenceRoutes(ModelRegistry models, Inference inference, BooleanSupplier ready) {
        this.models = models;
        this.inference = inference;
        this.ready = ready;
    }

    /** The routes. Those with literal segments come before those with a parameter in their place. */
    public static List<Route> routes(
            ModelRegistry models, Inference inference, BooleanSupplier ready, ServerInfo server) {
        OpenInferenceRoutes routes = new OpenInferenceRoutes(models, inference, ready);
        List<Route> ofServer = List.of(
                get("/v2", Access.KEY, request -> metadata(server)),
                get("/v2/health/live", Access.OPEN, request -> state("live", true)),
                get("/v2/health/ready", Access.OPEN, request -> state("ready", ready.getAsBoolean())));
        return Stream.of(ofServer, routes.ofModel("/v2/models/{model}"), routes.ofModel("/v2/models/{owner}/{model}"))
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> ofModel(String path) {
        return List.of(
                get(path + "/ready", Access.OPEN, this::modelReady),
                get(path, Access.KEY, request -> modelMetadata(model(request))),
                new Route("POST", path + "/infer", Access.KEY, this::infer, ERRORS));
    }

    private static Route get(String path, Access access, Route.Answer answer) {
        return new Route("GET", path, access, answer, ERRORS);
    }

    private ServedModel model(Request request) {
        String owner = request.pathParameter("owner").map(name -> name + "/").orElse("");
        return models.named(owner + request.pathParameter("model").orElse(""));
    }

    private Response infer(Request request) {
        ServedModel model = model(request);
        InferRequest asked = InferRequest.of(request);
        Results results = inference.classify(model, asked.texts());
        return new InferResponse(model, asked, results.scores()).write();
    }

    private static Response metadata(ServerInfo server) {
        return JsonResponse.ok(json -> {
            json.writeStartObject();
            json.writeStringField("name", "emotions4j");
            json.writeStringField("version", server.version());
            json.writeFieldName("extensions");
            JsonResponse.writeStrings(json, EXTENSIONS);
            json.writeEndObject();
        });
    }

    private static Response state(String field, boolean value) {
        return JsonResponse.of(value ? 200 : 503, json -> {
            json.writeStartObject();
            json.writeBooleanField(field, value);
            json.writeEndObject();
        });
    }

    private Response modelReady(Request request) {
        ServedModel model = model(request);
        boolean isReady = ready.getAsBoolean();
        return JsonResponse.of(isReady ? 200 : 503, json -> {
            json.writeStartObject();
            json.writeStringField("name", model.name());
            json.writeBooleanField("ready", isReady);
            json.writeEndObject();
        });
    }

    private static Response modelMetadata(ServedModel model) {
        return JsonResponse.ok(json -> {
            json.writeStartObject();
            json.writeStringField("name", model.name());
            json.writeStringField("platform", "onnx_onnxv1");
            json.writeArrayFieldStart("inputs");
            writeTensor(json, InferRequest.INPUT, "BYTES", new int[] {-1});
            json.writeEndArray();
            json.writeArrayFieldStart("outputs");
            writeTensor(json, InferRequest.OUTPUT, "FP32", new int[] {
                -1, model.labels().size()
            });
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeTensor(JsonGenerator json, String name, String datatype, int[] shape) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("datatype", datatype);
        json.writeFieldName("shape");
        json.writeArray(shape, 0, shape.length);
        json.writeEndObject();
    }
}
