package io.github.emotions4j.server.internal.protocol.classify;

import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.routing.ErrorFormat;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Response;

/** Errors as vLLM writes them: {@code {"error": {"message", "type", "param", "code"}}}, and 400 for invalid input. */
final class ClassifyErrors implements ErrorFormat {

    @Override
    public Response error(ErrorKind kind, String message) {
        int status = kind == ErrorKind.INVALID ? 400 : kind.status();
        return JsonResponse.of(status, json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", message);
            json.writeStringField("type", type(status));
            json.writeNullField("param");
            json.writeNumberField("code", status);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "AuthenticationError";
            case 404 -> "NotFoundError";
            case 429 -> "RateLimitError";
            default -> status < 500 ? "BadRequestError" : "InternalServerError";
        };
    }
}
