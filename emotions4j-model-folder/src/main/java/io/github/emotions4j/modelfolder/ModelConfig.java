package io.github.emotions4j.modelfolder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What {@code config.json} says of a model: its labels, how logits become probabilities, and the encoder's shape where
 * this library can build that encoder itself.
 *
 * <p>Immutable and thread-safe. Source: transformers' {@code PretrainedConfig} and the configuration classes of the
 * three architectures.
 *
 * @param modelType {@code model_type}, such as {@code bert}
 * @param labels {@code id2label} in id order
 * @param problemType {@code problem_type}; when absent, transformers' rule: softmax for two labels or more
 * @param maxTokens the longest input in tokens, special tokens included: what the position embeddings allow; where this
 *     library does not know the encoder, no more than {@code model_max_length} of {@code tokenizer_config.json}
 * @param encoder the encoder's shape when {@code model_type} is one of {@link Architecture}, else empty
 */
public record ModelConfig(
        String modelType, LabelSet labels, ProblemType problemType, int maxTokens, Optional<EncoderConfig> encoder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A configuration in all its parts; {@link #read} and {@link #multiLabel} give most of them.
     *
     * @throws IllegalArgumentException if {@code maxTokens} is below 1
     */
    public ModelConfig {
        Objects.requireNonNull(modelType, "modelType");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(problemType, "problemType");
        Objects.requireNonNull(encoder, "encoder");
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + ", expected at least 1");
        }
    }

    /**
     * The configuration of a sequence classifier with one sigmoid per label.
     *
     * @param encoder the encoder's shape
     * @param labels the labels
     * @return the configuration
     */
    public static ModelConfig multiLabel(EncoderConfig encoder, LabelSet labels) {
        return of(encoder, labels, ProblemType.MULTI_LABEL);
    }

    private static ModelConfig of(EncoderConfig encoder, LabelSet labels, ProblemType problemType) {
        String modelType = encoder.architecture().modelType();
        return new ModelConfig(modelType, labels, problemType, encoder.maxTokens(), Optional.of(encoder));
    }

    /**
     * Reads {@code config.json} of a model folder.
     *
     * @param folder the model folder
     * @return the configuration
     * @throws ModelFormatException if the folder or the file is missing, or a field is missing or wrong; the message
     *     names file and field
     * @throws IOException if reading fails
     */
    public static ModelConfig read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ModelFormatException(
                    "no model folder at " + folder + ", expected a folder with " + ModelFiles.CONFIG);
        }
        Path file = folder.resolve(ModelFiles.CONFIG);
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException("model folder " + folder + " has no " + ModelFiles.CONFIG
                    + ", expected a Hugging Face model folder");
        }
        return parse(Files.readAllBytes(file), file.toString(), tokenizerConfig(folder));
    }

    /**
     * Parses the bytes of a {@code config.json}.
     *
     * @param json the file's bytes
     * @param source what to call the file in errors
     * @return the configuration
     * @throws ModelFormatException if a field is missing or wrong; the message names file and field
     */
    public static ModelConfig parse(byte[] json, String source) {
        return parse(json, source, new ConfigFields(JSON.createObjectNode(), source));
    }

    private static ModelConfig parse(byte[] json, String source, ConfigFields tokenizerConfig) {
        ConfigFields fields = new ConfigFields(readTree(json, source), source);
        LabelSet labels = labels(fields);
        String modelType = fields.text("model_type");
        ProblemType problemType = problemType(fields, labels);
        Optional<Architecture> architecture = Architecture.byModelType(modelType);
        try {
            return architecture.isPresent()
                    ? of(EncoderFields.read(architecture.get(), fields), labels, problemType)
                    : new ModelConfig(
                            modelType,
                            labels,
                            problemType,
                            LongestInput.of(modelType, fields, tokenizerConfig),
                            Optional.empty());
        } catch (IllegalArgumentException wrongRange) {
            throw new ModelFormatException(wrongRange.getMessage() + " in " + source, wrongRange);
        }
    }

    /**
     * Writes {@code config.json} into a folder, in the form that transformers loads as the
     * architecture's sequence classifier.
     *
     * @param folder the model folder, which must exist
     * @throws IllegalStateException if the encoder's shape is not known
     * @throws IOException if writing fails
     */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(ModelFiles.CONFIG), toJson() + "\n");
    }

    /**
     * The text of {@code config.json}.
     *
     * @return pretty-printed JSON
     * @throws IllegalStateException if the encoder's shape is not known
     */
    public String toJson() {
        EncoderConfig shape = encoder.orElseThrow(() -> new IllegalStateException("model_type is " + modelType
                + ", only configurations of " + Architecture.supported() + " are written"));
        ObjectNode root = JSON.createObjectNode();
        EncoderFields.write(shape, root);
        root.put("problem_type", problemType.configName());
        ObjectNode id2label = root.putObject("id2label");
        ObjectNode label2id = root.putObject("label2id");
        for (int id = 0; id < labels.size(); id++) {
            id2label.put(Integer.toString(id), labels.name(id));
            label2id.put(labels.name(id), id);
        }
        return root.toPrettyString();
    }

    private static ConfigFields tokenizerConfig(Path folder) throws IOException {
        Path file = folder.resolve(ModelFiles.TOKENIZER_CONFIG);
        JsonNode root = Files.isRegularFile(file)
                ? readTree(Files.readAllBytes(file), file.toString())
                : JSON.createObjectNode();
        return new ConfigFields(root, file.toString());
    }

    private static JsonNode readTree(byte[] json, String source) {
        try {
            // Decoded first, so that malformed UTF-8 and a parser error are told apart.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(json))
                    .toString();
            return JSON.readTree(text);
        } catch (java.nio.charset.CharacterCodingException malformed) {
            throw new ModelFormatException("malformed UTF-8 in " + source, malformed);
        } catch (JsonProcessingException notJson) {
            throw new ModelFormatException("no valid JSON in " + source + ": " + notJson.getOriginalMessage(), notJson);
        }
    }

    // A folder without names has transformers' own: LABEL_0, LABEL_1, and two of them where it does not say how many.
    private static LabelSet labels(ConfigFields fields) {
        if (fields.root().path("id2label").isMissingNode()) {
            int count = fields.root().has("num_labels") ? fields.positive("num_labels") : 2;
            return new LabelSet(
                    IntStream.range(0, count).mapToObj(id -> "LABEL_" + id).toList());
        }
        JsonNode id2label = fields.object("id2label");
        List<String> names = new ArrayList<>();
        for (int id = 0; id < id2label.size(); id++) {
            JsonNode name = id2label.get(Integer.toString(id));
            if (name == null || !name.isTextual()) {
                throw new ModelFormatException("field 'id2label' has no name for label " + id + ", expected ids 0.."
                        + (id2label.size() - 1) + " in " + fields.source());
            }
            names.add(name.textValue());
        }
        try {
            return new LabelSet(names);
        } catch (IllegalArgumentException wrong) {
            throw new ModelFormatException("field 'id2label': " + wrong.getMessage() + " in " + fields.source(), wrong);
        }
    }

    private static ProblemType problemType(ConfigFields fields, LabelSet labels) {
        Optional<String> name = fields.optionalText("problem_type");
        if (name.isEmpty()) {
            return labels.size() == 1 ? ProblemType.MULTI_LABEL : ProblemType.SINGLE_LABEL;
        }
        for (ProblemType type : ProblemType.values()) {
            if (type.configName().equals(name.get())) {
                return type;
            }
        }
        throw new ModelFormatException("field 'problem_type' is '" + name.get()
                + "', expected multi_label_classification or single_label_classification in " + fields.source());
    }
}
