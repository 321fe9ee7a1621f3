package io.github.emotions4j.modelfolder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.AtomicFile;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code config.json} says of a model: its labels, how logits become probabilities, and the encoder's shape where
 * this library can build that encoder itself.
 *
 * <p>Immutable and thread-safe. Source: transformers' {@code PretrainedConfig} and {@code BertConfig}.
 *
 * @param modelType {@code model_type}, such as {@code bert}
 * @param labels {@code id2label} in id order
 * @param problemType {@code problem_type}; when absent, transformers' rule: softmax for two labels or more
 * @param maxTokens the longest input in tokens, special tokens included
 * @param encoder the encoder's shape when {@code model_type} is {@code bert}, else empty
 */
public record ModelConfig(
        String modelType, LabelSet labels, ProblemType problemType, int maxTokens, Optional<EncoderConfig> encoder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Checks that nothing is null.
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
     * The configuration of a BERT sequence classifier with one sigmoid per label.
     *
     * @param encoder the encoder's shape
     * @param labels the labels
     * @return the configuration
     */
    public static ModelConfig bert(EncoderConfig encoder, LabelSet labels) {
        return new ModelConfig("bert", labels, ProblemType.MULTI_LABEL, encoder.maxPositions(), Optional.of(encoder));
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
        return parse(Files.readAllBytes(file), file.toString());
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
        ConfigFields fields = new ConfigFields(readTree(json, source), source);
        LabelSet labels = labels(fields);
        String modelType = fields.text("model_type");
        int maxPositions = fields.positive("max_position_embeddings");
        ProblemType problemType = problemType(fields, labels);
        try {
            Optional<EncoderConfig> encoder =
                    modelType.equals("bert") ? Optional.of(encoder(fields)) : Optional.empty();
            return new ModelConfig(modelType, labels, problemType, maxPositions, encoder);
        } catch (IllegalArgumentException wrongRange) {
            throw new ModelFormatException(wrongRange.getMessage() + " in " + source, wrongRange);
        }
    }

    /**
     * Writes {@code config.json} into a folder, in the form that transformers loads as
     * {@code BertForSequenceClassification}.
     *
     * @param folder the model folder, which must exist
     * @throws IllegalStateException if this is not the configuration of a BERT encoder
     * @throws IOException if writing fails
     */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(ModelFiles.CONFIG), toJson() + "\n");
    }

    /**
     * The text of {@code config.json}.
     *
     * @return pretty-printed JSON
     * @throws IllegalStateException if this is not the configuration of a BERT encoder
     */
    public String toJson() {
        EncoderConfig shape = encoder.orElseThrow(
                () -> new IllegalStateException("only bert configurations are written, this one is " + modelType));
        ObjectNode root = JSON.createObjectNode();
        root.putArray("architectures").add("BertForSequenceClassification");
        root.put("model_type", modelType)
                .put("problem_type", problemType.configName())
                .put("vocab_size", shape.vocabularySize())
                .put("hidden_size", shape.hiddenSize())
                .put("num_hidden_layers", shape.layerCount())
                .put("num_attention_heads", shape.headCount())
                .put("intermediate_size", shape.intermediateSize())
                .put("hidden_act", "gelu")
                .put("max_position_embeddings", shape.maxPositions())
                .put("type_vocab_size", shape.typeVocabularySize())
                .put("layer_norm_eps", shape.layerNormEpsilon())
                .put("pad_token_id", shape.padTokenId())
                .put("hidden_dropout_prob", shape.hiddenDropout())
                .put("attention_probs_dropout_prob", shape.attentionDropout())
                .put("position_embedding_type", "absolute")
                .put("torch_dtype", "float32");
        ObjectNode id2label = root.putObject("id2label");
        ObjectNode label2id = root.putObject("label2id");
        for (int id = 0; id < labels.size(); id++) {
            id2label.put(Integer.toString(id), labels.name(id));
            label2id.put(labels.name(id), id);
        }
        return root.toPrettyString();
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

    private static LabelSet labels(ConfigFields fields) {
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

    private static EncoderConfig encoder(ConfigFields fields) {
        String activation = fields.text("hidden_act");
        if (!activation.equals("gelu")) {
            throw new ModelFormatException(
                    "field 'hidden_act' is '" + activation + "', expected 'gelu' in " + fields.source());
        }
        return new EncoderConfig(
                fields.positive("vocab_size"),
                fields.positive("hidden_size"),
                fields.positive("num_hidden_layers"),
                fields.positive("num_attention_heads"),
                fields.positive("intermediate_size"),
                fields.positive("max_position_embeddings"),
                fields.positive("type_vocab_size"),
                fields.number("layer_norm_eps"),
                (int) fields.number("pad_token_id"),
                fields.number("hidden_dropout_prob"),
                fields.number("attention_probs_dropout_prob"));
    }
}
