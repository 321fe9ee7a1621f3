package io.github.emotions4j.modelfolder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where the files of a model lie, the same in a folder on this machine as in a repository of the Hugging Face hub.
 * Names are relative to the folder and have slashes.
 *
 * <p>Sources: transformers' {@code save_pretrained} (configuration, tokenizer, weights), Optimum's {@code ORTModel}
 * (graphs in the folder itself or in {@code onnx/}) and transformers.js (graphs in {@code onnx/}). Stateless and
 * thread-safe.
 */
public final class ModelLayout {

    /** The subfolder that Optimum and transformers.js look for graphs in. */
    public static final String GRAPH_FOLDER = "onnx";

    private static final List<String> VOCABULARIES =
            List.of(ModelFiles.BPE_VOCABULARY, ModelFiles.BPE_MERGES, ModelFiles.WORD_PIECE_VOCABULARY);

    private static final List<String> TOKENIZER_SETTINGS =
            List.of(ModelFiles.TOKENIZER_CONFIG, ModelFiles.SPECIAL_TOKENS, ModelFiles.ADDED_TOKENS);

    private static final List<String> WEIGHTS = List.of(ModelFiles.WEIGHTS, ModelFiles.WEIGHTS_INDEX);

    private ModelLayout() {}

    /**
     * The places of graphs in some precision.
     *
     * @param precision the precision; {@link GraphPrecision#AUTO} is INT8, then fp32
     * @return names in the order in which they are preferred, such as {@code onnx/model.onnx}
     */
    public static List<String> graphs(GraphPrecision precision) {
        return precision.graphFiles().stream()
                .flatMap(name -> Stream.of(name, GRAPH_FOLDER + "/" + name))
                .toList();
    }

    /**
     * The files beside a graph that hold its large tensors: a graph beyond 2 GB keeps them in {@code model.onnx_data},
     * {@code model.onnx_data_1} and so on, or in {@code model.onnx.data}.
     *
     * @param graph the graph's name, such as {@code onnx/model.onnx}
     * @param isPresent whether the model has a file of a name
     * @return the names of those that it has
     */
    public static List<String> externalData(String graph, Predicate<String> isPresent) {
        List<String> found = new ArrayList<>();
        Stream.of(graph + ".data", graph + "_data").filter(isPresent).forEach(found::add);
        if (found.contains(graph + "_data")) {
            Stream.iterate(1, part -> part + 1)
                    .map(part -> graph + "_data_" + part)
                    .takeWhile(isPresent)
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * The places of the weights.
     *
     * @return {@code model.safetensors}, then the index of shards
     */
    public static List<String> weights() {
        return WEIGHTS;
    }

    /**
     * The files that a tokenizer is made of where {@code tokenizer.json} is absent.
     *
     * @return names of vocabularies and merges
     */
    public static List<String> vocabularies() {
        return VOCABULARIES;
    }

    /**
     * The settings beside {@code tokenizer.json} or beside a vocabulary.
     *
     * @return {@code tokenizer_config.json} and its companions
     */
    public static List<String> tokenizerSettings() {
        return TOKENIZER_SETTINGS;
    }

    /**
     * All files that a tokenizer may have.
     *
     * @return {@code tokenizer.json}, then {@link #tokenizerSettings()}, then {@link #vocabularies()}
     */
    public static List<String> tokenizerFiles() {
        return Stream.of(List.of(ModelFiles.TOKENIZER), TOKENIZER_SETTINGS, VOCABULARIES)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The files of a model that must not be mixed with another's: one of them shows that a folder holds a model.
     *
     * @return names of configuration, tokenizer, weights, graphs, thresholds and card
     */
    public static List<String> ownFiles() {
        return Stream.of(
                        List.of(ModelFiles.CONFIG, ModelFiles.TOKENIZER),
                        WEIGHTS,
                        graphs(GraphPrecision.FP32),
                        graphs(GraphPrecision.INT8),
                        List.of(ModelFiles.THRESHOLDS, ModelFiles.CARD))
                .flatMap(List::stream)
                .toList();
    }
}
