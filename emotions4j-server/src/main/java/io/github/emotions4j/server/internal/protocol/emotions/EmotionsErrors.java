package io.github.emotions4j.server.internal.protocol.emotions;

import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.routing.ErrorFormat;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Response;
import java.util.Locale;

/** Errors as {@code {"error": {"code": "invalid", "message": "..."}}}; the code is the error kind in lower case. */
public final class EmotionsErrors implements ErrorFormat {

    @Override
    public Response error(ErrorKind kind, String message) {
        return JsonResponse.of(kind.status(), json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("code", kind.name().toLowerCase(Locale.ROOT));
            json.writeStringField("message", message);
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
