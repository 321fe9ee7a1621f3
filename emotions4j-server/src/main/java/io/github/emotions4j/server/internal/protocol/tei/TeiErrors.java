package io.github.emotions4j.server.internal.protocol.tei;

import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.routing.ErrorFormat;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Response;

/** Errors as {@code {"error": "message", "error_type": "Validation"}}, with TEI's names of the types. */
final class TeiErrors implements ErrorFormat {

    @Override
    public Response error(ErrorKind kind, String message) {
        return of(kind.status(), message, type(kind));
    }

    /** TEI refuses an empty text, and a list without texts, by a status of their own. */
    static Response empty() {
        return of(400, "Input validation error: `inputs` cannot be empty", "Empty");
    }

    private static Response of(int status, String message, String type) {
        return JsonResponse.of(status, json -> {
            json.writeStartObject();
            json.writeStringField("error", message);
            json.writeStringField("error_type", type);
            json.writeEndObject();
        });
    }

    private static String type(ErrorKind kind) {
        return switch (kind) {
            case OVERLOADED -> "Overloaded";
            case NOT_READY -> "Unhealthy";
            case INFERENCE_FAILED, INTERNAL, TIMED_OUT -> "Backend";
            default -> "Validation";
        };
    }
}
