package io.github.emotions4j.server.internal.protocol.openinference;

import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.routing.ErrorFormat;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Response;

/** Errors as {@code {"error": "message"}}, and 400 for invalid input as the protocol asks. */
final class OpenInferenceErrors implements ErrorFormat {

    @Override
    public Response error(ErrorKind kind, String message) {
        int status = kind == ErrorKind.INVALID ? 400 : kind.status();
        return JsonResponse.of(status, json -> {
            json.writeStartObject();
            json.writeStringField("error", message);
            json.writeEndObject();
        });
    }
}
