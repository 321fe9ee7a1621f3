package io.github.emotions4j.cleaning;

import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringJoiner;

/**
 * Writes scores in the format that {@link io.github.emotions4j.evaluation.scorefile.ScoreFile} reads: tab-separated,
 * one column per label and one row per example. Stateless and thread-safe.
 */
public final class ScoreTable {

    private ScoreTable() {}

    /**
     * Writes or replaces a file atomically. The decimal numbers are exact: reading them gives the same bits.
     *
     * @param file the file, named {@code .tsv}
     * @param scores the scores
     * @throws IOException if writing fails; then the file is unchanged
     */
    public static void write(Path file, ScoreMatrix scores) throws IOException {
        AtomicFile.write(file, output -> {
            writeLine(String.join("\t", scores.labels().names()), output);
            for (int example = 0; example < scores.exampleCount(); example++) {
                writeLine(row(scores, example), output);
            }
        });
    }

    private static String row(ScoreMatrix scores, int example) {
        StringJoiner row = new StringJoiner("\t");
        for (int label = 0; label < scores.labels().size(); label++) {
            row.add(Double.toString(scores.score(example, label)));
        }
        return row.toString();
    }

    private static void writeLine(String line, OutputStream output) throws IOException {
        output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
