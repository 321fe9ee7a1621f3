package io.github.emotions4j.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.emotions4j.benchmarks.Spread;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of the comparison, as its JSON file keeps it.
 *
 * @param date when it began, UTC
 * @param commit of the working tree, with {@code -dirty} where it had changes
 * @param machine where
 * @param versions of all tools
 * @param firstAnswerMs milliseconds from the start of the command line to its first answer; null where not measured
 * @param products how fast this machine multiplies matrices
 * @param models what was compared
 */
record ComparisonResult(
        String date,
        String commit,
        Machine machine,
        Map<String, String> versions,
        @Nullable Spread firstAnswerMs,
        List<GemmRate> products,
        List<ModelResult> models) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    ComparisonResult {
        versions = new TreeMap<>(versions);
        products = List.copyOf(products);
        models = List.copyOf(models);
    }

    static ComparisonResult read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), ComparisonResult.class);
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsString(this) + "\n");
    }

    /** The fastest product of a kind over all shapes, in multiply-adds per second. */
    double fastestProduct(boolean int8) {
        return products.stream()
                .filter(rate -> rate.isInt8() == int8)
                .mapToDouble(GemmRate::multiplyAddsPerSecond)
                .max()
                .orElse(Double.NaN);
    }

    /** The fastest INT8 product whose weights are as wide as a model, with so many rows. */
    double fastestProduct(int width, int rows) {
        return products.stream()
                .filter(rate -> rate.isInt8() && rate.rows() == rows)
                .filter(rate -> rate.inner() == width || rate.columns() == width)
                .mapToDouble(GemmRate::multiplyAddsPerSecond)
                .max()
                .orElse(Double.NaN);
    }
}
