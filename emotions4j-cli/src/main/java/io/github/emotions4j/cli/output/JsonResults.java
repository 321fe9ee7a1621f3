package io.github.emotions4j.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.core.Scores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** One JSON array with a list of labels per text, one text per line, written as the texts come. */
final class JsonResults implements ResultWriter {

    private final JsonGenerator json;
    private final LabelChoice choice;
    private boolean first = true;

    JsonResults(OutputStream output, LabelChoice choice) {
        this.choice = choice;
        try {
            // The brackets around all texts are written raw, so every text is a root value for the generator.
            this.json = JsonText.generator(output, "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void begin() throws IOException {
        json.writeRaw("[");
    }

    @Override
    public void write(String text, Scores scores) throws IOException {
        json.writeRaw(first ? "\n" : ",\n");
        first = false;
        JsonText.writeScores(json, choice.listed(scores));
    }

    @Override
    public void end() throws IOException {
        json.writeRaw(first ? "]\n" : "\n]\n");
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }
}
