package io.github.emotions4j.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.evaluation.Evaluation;
import io.github.emotions4j.evaluation.EvaluationText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How evaluations are printed. */
public enum EvaluationFormat {
    /** Aligned tables for people. */
    TEXT,
    /** An array with one object per choice of thresholds. */
    JSON;

    /**
     * An evaluation with the name of its thresholds.
     *
     * @param thresholds how they were chosen, such as {@code fixed} or {@code model}
     * @param title a heading for people
     * @param result the figures
     */
    public record Named(String thresholds, String title, Evaluation result) {}

    /**
     * Prints evaluations.
     *
     * @param evaluations what to print
     * @param output where to, in UTF-8; not closed
     * @throws IOException if writing fails
     */
    public void print(List<Named> evaluations, OutputStream output) throws IOException {
        switch (this) {
            case TEXT -> printText(evaluations, output);
            case JSON -> printJson(evaluations, output);
        }
    }

    private static void printText(List<Named> evaluations, OutputStream output) throws IOException {
        List<String> tables = evaluations.stream()
                .map(named -> EvaluationText.format(named.title(), named.result()))
                .toList();
        output.write(String.join("\n", tables).getBytes(StandardCharsets.UTF_8));
    }

    private static void printJson(List<Named> evaluations, OutputStream output) throws IOException {
        JsonGenerator json = JsonText.generator(output, "");
        json.writeRaw("[");
        String before = "\n";
        for (Named named : evaluations) {
            json.writeRaw(before);
            new EvaluationJson(json).write(named.thresholds(), named.result());
            before = ",\n";
        }
        json.writeRaw("\n]\n");
        json.flush();
    }
}
