package io.github.emotions4j.server.internal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.server.internal.routing.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes JSON responses. A score is the float widened to a double, in the fewest digits that give the same double, as
 * Hugging Face and the command line write it.
 */
public final class JsonResponse {

    // The fast writer gives the fewest digits on every Java version; Double.toString does not before Java 19.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Content {

        /** Writes one JSON value. */
        void write(JsonGenerator json) throws IOException;
    }

    private JsonResponse() {}

    /** A response with JSON as its body. */
    public static Response of(int status, Content content) {
        return Response.of(status, Response.JSON, bytes(content));
    }

    /** A response with status 200. */
    public static Response ok(Content content) {
        return of(200, content);
    }

    /** The JSON value in UTF-8. */
    public static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Writes a list of {@code {"label", "score"}}. */
    public static void writeScores(JsonGenerator json, List<LabelScore> scores) throws IOException {
        json.writeStartArray();
        for (LabelScore entry : scores) {
            json.writeStartObject();
            json.writeStringField("label", entry.label());
            json.writeNumberField("score", (double) entry.score());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes a list of strings. */
    public static void writeStrings(JsonGenerator json, List<String> strings) throws IOException {
        json.writeStartArray();
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }
}
