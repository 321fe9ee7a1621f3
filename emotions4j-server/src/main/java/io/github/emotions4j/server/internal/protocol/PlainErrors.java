package io.github.emotions4j.server.internal.protocol;

import io.github.emotions4j.server.internal.routing.ErrorFormat;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Response;

/** Errors as {@code {"error": "message"}}, with the usual status. */
public final class PlainErrors implements ErrorFormat {

    @Override
    public Response error(ErrorKind kind, String message) {
        return JsonResponse.of(kind.status(), json -> {
            json.writeStartObject();
            json.writeStringField("error", message);
            json.writeEndObject();
        });
    }
}
