package io.github.emotions4j.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.emotions4j.core.LabelScore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** JSON on one line, with a space after each comma and colon, and scores with every digit. */
final class JsonText {

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private JsonText() {}

    static JsonGenerator generator(OutputStream output, String betweenRoots) throws IOException {
        return JSON.createGenerator(output).setPrettyPrinter(new Spaced(betweenRoots));
    }

    static void writeScores(JsonGenerator json, List<LabelScore> scores) throws IOException {
        json.writeStartArray();
        for (LabelScore entry : scores) {
            json.writeStartObject();
            json.writeStringField("label", entry.label());
            json.writeFieldName("score");
            json.writeNumber(ScoreText.of(entry.score()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static final class Spaced extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1L;

        private Spaced(String betweenRoots) {
            super(betweenRoots);
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }
    }
}
