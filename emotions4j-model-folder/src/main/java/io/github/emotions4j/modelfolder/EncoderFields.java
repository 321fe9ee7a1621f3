package io.github.emotions4j.modelfolder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.ModelFormatException;

/** An encoder's shape in the fields of {@code config.json}, read and written. Stateless. */
final class EncoderFields {

    /** What {@code modeling_distilbert.py} builds its LayerNorms with; its configuration has no field for it. */
    private static final double DISTILBERT_EPSILON = 1e-12;

    /** What transformers takes where a rate is absent; it matters to training alone. */
    private static final double DROPOUT = 0.1;

    private static final double DISTILBERT_HEAD_DROPOUT = 0.2;

    private EncoderFields() {}

    static EncoderConfig read(Architecture architecture, ConfigFields fields) {
        return architecture == Architecture.DISTILBERT ? distilbert(fields) : bert(architecture, fields);
    }

    private static EncoderConfig bert(Architecture architecture, ConfigFields fields) {
        requireAbsolutePositions(fields);
        double hiddenDropout = fields.optionalNumber("hidden_dropout_prob").orElse(DROPOUT);
        EncoderSize size = new EncoderSize(
                fields.positive("vocab_size"),
                fields.positive("hidden_size"),
                fields.positive("num_hidden_layers"),
                fields.positive("num_attention_heads"),
                fields.positive("intermediate_size"),
                fields.positive("max_position_embeddings"),
                fields.positive("type_vocab_size"));
        EncoderDropout dropout = new EncoderDropout(
                hiddenDropout,
                fields.optionalNumber("attention_probs_dropout_prob").orElse(DROPOUT),
                fields.optionalNumber("classifier_dropout").orElse(hiddenDropout));
        return new EncoderConfig(
                architecture,
                size,
                activation(fields, "hidden_act"),
                fields.number("layer_norm_eps"),
                fields.natural("pad_token_id"),
                dropout,
                initializerRange(fields));
    }

    private static EncoderConfig distilbert(ConfigFields fields) {
        EncoderSize size = new EncoderSize(
                fields.positive("vocab_size"),
                fields.positive("dim"),
                fields.positive("n_layers"),
                fields.positive("n_heads"),
                fields.positive("hidden_dim"),
                fields.positive("max_position_embeddings"),
                0);
        EncoderDropout dropout = new EncoderDropout(
                fields.optionalNumber("dropout").orElse(DROPOUT),
                fields.optionalNumber("attention_dropout").orElse(DROPOUT),
                fields.optionalNumber("seq_classif_dropout").orElse(DISTILBERT_HEAD_DROPOUT));
        return new EncoderConfig(
                Architecture.DISTILBERT,
                size,
                activation(fields, "activation"),
                DISTILBERT_EPSILON,
                fields.natural("pad_token_id"),
                dropout,
                initializerRange(fields));
    }

    private static double initializerRange(ConfigFields fields) {
        return fields.optionalNumber("initializer_range").orElse(EncoderConfig.DEFAULT_INITIALIZER_RANGE);
    }

    private static Activation activation(ConfigFields fields, String field) {
        String name = fields.text(field);
        return Activation.byConfigName(name)
                .orElseThrow(() -> new ModelFormatException("field '" + field + "' is '" + name + "', expected one of "
                        + Activation.supported() + " in " + fields.source()));
    }

    private static void requireAbsolutePositions(ConfigFields fields) {
        String type = fields.optionalText("position_embedding_type").orElse("absolute");
        if (!type.equals("absolute")) {
            throw new ModelFormatException(
                    "field 'position_embedding_type' is '" + type + "', expected 'absolute' in " + fields.source());
        }
    }

    static void write(EncoderConfig shape, ObjectNode root) {
        root.putArray("architectures").add(shape.architecture().className());
        root.put("model_type", shape.architecture().modelType())
                .put("vocab_size", shape.vocabularySize())
                .put("max_position_embeddings", shape.maxPositions())
                .put("pad_token_id", shape.padTokenId())
                .put("initializer_range", shape.initializerRange())
                .put("torch_dtype", "float32");
        if (shape.architecture() == Architecture.DISTILBERT) {
            writeDistilbert(shape, root);
        } else {
            writeBert(shape, root);
        }
    }

    private static void writeBert(EncoderConfig shape, ObjectNode root) {
        root.put("hidden_size", shape.hiddenSize())
                .put("num_hidden_layers", shape.layerCount())
                .put("num_attention_heads", shape.headCount())
                .put("intermediate_size", shape.intermediateSize())
                .put("hidden_act", shape.activation().configName())
                .put("type_vocab_size", shape.typeVocabularySize())
                .put("layer_norm_eps", shape.layerNormEpsilon())
                .put("hidden_dropout_prob", shape.hiddenDropout())
                .put("attention_probs_dropout_prob", shape.attentionDropout())
                .put("position_embedding_type", "absolute");
        if (shape.classifierDropout() != shape.hiddenDropout()) {
            root.put("classifier_dropout", shape.classifierDropout());
        }
    }

    private static void writeDistilbert(EncoderConfig shape, ObjectNode root) {
        root.put("dim", shape.hiddenSize())
                .put("n_layers", shape.layerCount())
                .put("n_heads", shape.headCount())
                .put("hidden_dim", shape.intermediateSize())
                .put("activation", shape.activation().configName())
                .put("dropout", shape.hiddenDropout())
                .put("attention_dropout", shape.attentionDropout())
                .put("seq_classif_dropout", shape.classifierDropout());
    }
}
