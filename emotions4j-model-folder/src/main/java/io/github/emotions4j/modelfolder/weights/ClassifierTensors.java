package io.github.emotions4j.modelfolder.weights;

import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensor names and shapes of transformers' sequence classifiers, in the order of their modules.
 *
 * <p>Stateless and thread-safe. Source: see {@link ModuleNames}.
 */
public final class ClassifierTensors {

    private ClassifierTensors() {}

    /**
     * Names and shapes of the whole classifier: encoder, then head.
     *
     * @param config the encoder's shape
     * @param labelCount how many labels the classifier has
     * @return shape by name
     */
    public static Map<String, List<Long>> of(EncoderConfig config, int labelCount) {
        Map<String, List<Long>> shapes = encoder(config);
        shapes.putAll(head(config, labelCount));
        return shapes;
    }

    /**
     * Names and shapes of the encoder without its head.
     *
     * @param config the encoder's shape
     * @return shape by name
     */
    public static Map<String, List<Long>> encoder(EncoderConfig config) {
        long hidden = config.hiddenSize();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        ModuleNames.Embeddings embeddings = ModuleNames.embeddings(config.architecture());
        shapes.put(embeddings.words() + ".weight", List.of((long) config.vocabularySize(), hidden));
        shapes.put(embeddings.positions() + ".weight", List.of((long) config.maxPositions(), hidden));
        embeddings
                .types()
                .ifPresent(types -> shapes.put(types + ".weight", List.of((long) config.typeVocabularySize(), hidden)));
        putNorm(shapes, embeddings.norm(), hidden);
        for (int layer = 0; layer < config.layerCount(); layer++) {
            putLayer(shapes, ModuleNames.layer(config.architecture(), layer), hidden, config.intermediateSize());
        }
        return shapes;
    }

    /**
     * Names and shapes of the head.
     *
     * @param config the encoder's shape
     * @param labelCount how many labels the classifier has
     * @return shape by name
     */
    public static Map<String, List<Long>> head(EncoderConfig config, int labelCount) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        ModuleNames.Head head = ModuleNames.head(config.architecture());
        putLinear(shapes, head.dense(), config.hiddenSize(), config.hiddenSize());
        putLinear(shapes, head.classifier(), labelCount, config.hiddenSize());
        return shapes;
    }

    private static void putLayer(
            Map<String, List<Long>> shapes, ModuleNames.Layer layer, long hidden, long intermediate) {
        for (String projection : List.of(layer.query(), layer.key(), layer.value(), layer.attentionOutput())) {
            putLinear(shapes, projection, hidden, hidden);
        }
        putNorm(shapes, layer.attentionNorm(), hidden);
        putLinear(shapes, layer.intermediate(), intermediate, hidden);
        putLinear(shapes, layer.output(), hidden, intermediate);
        putNorm(shapes, layer.outputNorm(), hidden);
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
