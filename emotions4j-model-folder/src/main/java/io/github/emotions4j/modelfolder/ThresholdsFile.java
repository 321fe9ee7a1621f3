package io.github.emotions4j.modelfolder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The content of {@code thresholds.json}: one threshold per label, and how it was chosen. Its form is
 * {@code {"objective","split","dataSha256","labels":[{"label","threshold","support","f1"}]}}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param objective what the choice maximised, such as {@code f1}
 * @param split the split it was chosen on, such as {@code dev}
 * @param dataSha256 SHA-256 of that split's file, 64 lower-case hexadecimal digits
 * @param entries one entry per label, in the model's label order
 */
public record ThresholdsFile(String objective, String split, String dataSha256, List<Entry> entries) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One label's threshold.
     *
     * @param label the label's name
     * @param threshold its threshold in [0, 1]
     * @param support how many examples of the split have the label
     * @param f1 F1 of the label on the split at this threshold, in [0, 1]
     */
    public record Entry(String label, double threshold, int support, double f1) {}

    /** The content to be written; later changes of the list do not touch it. */
    public ThresholdsFile {
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(dataSha256, "dataSha256");
        entries = List.copyOf(entries);
    }

    /**
     * Reads a thresholds file.
     *
     * @param file the file
     * @return its content
     * @throws ModelFormatException if it is no JSON of the expected form; the message names file and field
     * @throws IOException if reading fails
     */
    public static ThresholdsFile read(Path file) throws IOException {
        return parse(Files.readAllBytes(file), file.toString());
    }

    /**
     * Parses the bytes of a thresholds file.
     *
     * @param json the file's bytes
     * @param source what to call the file in errors
     * @return its content
     * @throws ModelFormatException if it is no JSON of the expected form; the message names file and field
     */
    public static ThresholdsFile parse(byte[] json, String source) {
        ConfigFields fields = new ConfigFields(readTree(json, source), source);
        JsonNode labels = fields.root().get("labels");
        if (labels == null || !labels.isArray()) {
            throw new ModelFormatException("field 'labels' is missing or no array in " + source);
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode label : labels) {
            ConfigFields entry = new ConfigFields(label, source);
            entries.add(new Entry(
                    entry.text("label"), entry.number("threshold"), (int) entry.number("support"), entry.number("f1")));
        }
        return new ThresholdsFile(fields.text("objective"), fields.text("split"), fields.text("dataSha256"), entries);
    }

    /**
     * The thresholds for a model's labels.
     *
     * @param labels the model's labels
     * @param source what to call the file in errors
     * @return the thresholds in the model's order
     * @throws ModelFormatException if the file's labels are not exactly the model's, or a value is outside [0, 1]
     */
    public Thresholds toThresholds(LabelSet labels, String source) {
        List<String> found = entries.stream().map(Entry::label).toList();
        if (!found.equals(labels.names())) {
            throw new ModelFormatException(
                    "thresholds are for labels " + found + ", expected " + labels.names() + " in " + source);
        }
        try {
            return Thresholds.of(
                    labels, entries.stream().mapToDouble(Entry::threshold).toArray());
        } catch (IllegalArgumentException wrong) {
            throw new ModelFormatException(wrong.getMessage() + " in " + source, wrong);
        }
    }

    /**
     * Writes the file atomically.
     *
     * @param file the file to write or replace
     * @throws IOException if writing fails; then the file is as before
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toJson() + "\n");
    }

    private String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("objective", objective).put("split", split).put("dataSha256", dataSha256);
        ArrayNode labels = root.putArray("labels");
        for (Entry entry : entries) {
            labels.addObject()
                    .put("label", entry.label())
                    .put("threshold", entry.threshold())
                    .put("support", entry.support())
                    .put("f1", entry.f1());
        }
        return root.toPrettyString();
    }

    private static JsonNode readTree(byte[] json, String source) {
        try {
            return JSON.readTree(new String(json, java.nio.charset.StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            throw new ModelFormatException("no valid JSON in " + source + ": " + notJson.getOriginalMessage(), notJson);
        }
    }
}
