package io.github.emotions4j.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.Scores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A JSON object per text and line: the text, the detected emotions and the listed scores. */
final class JsonLinesResults implements ResultWriter {

    private final JsonGenerator json;
    private final LabelChoice choice;

    JsonLinesResults(OutputStream output, LabelChoice choice) {
        this.choice = choice;
        try {
            this.json = JsonText.generator(output, "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void write(String text, Scores scores) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeArrayFieldStart("emotions");
        for (LabelScore entry : choice.detected(scores)) {
            json.writeString(entry.label());
        }
        json.writeEndArray();
        json.writeFieldName("scores");
        JsonText.writeScores(json, choice.listed(scores));
        writeReading(scores);
        json.writeEndObject();
        json.writeRaw("\n");
    }

    /** How a text was read that is longer than the model; of any other there is nothing to say. */
    private void writeReading(Scores scores) throws IOException {
        if (scores.windows() > 1) {
            json.writeNumberField("windows", scores.windows());
        }
        if (scores.isTruncated()) {
            json.writeBooleanField("truncated", true);
        }
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }
}
