package io.github.emotions4j.weights;

import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensor names and shapes of transformers' {@code BertForSequenceClassification}, in the order of its modules.
 *
 * <p>Stateless and thread-safe. Source: transformers' {@code modeling_bert.py}.
 */
public final class BertTensors {

    /** The pooler's matrix, {@code [hidden, hidden]}. */
    public static final String POOLER_WEIGHT = "bert.pooler.dense.weight";

    /** The pooler's bias, {@code [hidden]}. */
    public static final String POOLER_BIAS = "bert.pooler.dense.bias";

    /** The classifier's matrix, {@code [labels, hidden]}. */
    public static final String CLASSIFIER_WEIGHT = "classifier.weight";

    /** The classifier's bias, {@code [labels]}. */
    public static final String CLASSIFIER_BIAS = "classifier.bias";

    private BertTensors() {}

    /**
     * The prefix of an encoder layer's names.
     *
     * @param layer the layer, from 0
     * @return as in {@code bert.encoder.layer.3.}
     */
    public static String layer(int layer) {
        return "bert.encoder.layer." + layer + ".";
    }

    /**
     * Names and shapes of the encoder without its pooler.
     *
     * @param config the encoder's shape
     * @return shape by name
     */
    public static Map<String, List<Long>> encoder(EncoderConfig config) {
        long hidden = config.hiddenSize();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        String embeddings = "bert.embeddings.";
        shapes.put(embeddings + "word_embeddings.weight", List.of((long) config.vocabularySize(), hidden));
        shapes.put(embeddings + "position_embeddings.weight", List.of((long) config.maxPositions(), hidden));
        shapes.put(embeddings + "token_type_embeddings.weight", List.of((long) config.typeVocabularySize(), hidden));
        putNorm(shapes, embeddings + "LayerNorm", hidden);
        for (int layer = 0; layer < config.layerCount(); layer++) {
            putLayer(shapes, layer(layer), hidden, config.intermediateSize());
        }
        return shapes;
    }

    /**
     * Names and shapes of pooler and classifier.
     *
     * @param config the encoder's shape
     * @param labelCount how many labels the classifier has
     * @return shape by name
     */
    public static Map<String, List<Long>> head(EncoderConfig config, int labelCount) {
        long hidden = config.hiddenSize();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put(POOLER_WEIGHT, List.of(hidden, hidden));
        shapes.put(POOLER_BIAS, List.of(hidden));
        shapes.put(CLASSIFIER_WEIGHT, List.of((long) labelCount, hidden));
        shapes.put(CLASSIFIER_BIAS, List.of((long) labelCount));
        return shapes;
    }

    private static void putLayer(Map<String, List<Long>> shapes, String layer, long hidden, long intermediate) {
        for (String projection : List.of("query", "key", "value")) {
            putLinear(shapes, layer + "attention.self." + projection, hidden, hidden);
        }
        putLinear(shapes, layer + "attention.output.dense", hidden, hidden);
        putNorm(shapes, layer + "attention.output.LayerNorm", hidden);
        putLinear(shapes, layer + "intermediate.dense", intermediate, hidden);
        putLinear(shapes, layer + "output.dense", hidden, intermediate);
        putNorm(shapes, layer + "output.LayerNorm", hidden);
    }

    private static void putLinear(Map<String, List<Long>> shapes, String name, long outputs, long inputs) {
        shapes.put(name + ".weight", List.of(outputs, inputs));
        shapes.put(name + ".bias", List.of(outputs));
    }

    private static void putNorm(Map<String, List<Long>> shapes, String name, long hidden) {
        shapes.put(name + ".weight", List.of(hidden));
        shapes.put(name + ".bias", List.of(hidden));
    }
}
