package io.github.emotions4j.hub;

import java.util.List;

/**
 * Which files of a model are fetched. Every selection holds the configuration, the tokenizer ({@code tokenizer.json}, or
 * the vocabulary files where that is missing), {@code thresholds.json} and the card; they differ in weights. Pickles
 * ({@code .bin}, {@code .pt}), code and weights of other frameworks belong to none.
 *
 * <p>Immutable and thread-safe.
 */
public final class FileSelection {

    /** Which graph a classifier wants. */
    public enum Graph {

        /** The INT8 graph where there is one, else the fp32 graph, else the weights. */
        ANY,

        /** The INT8 graph, else what one can be made of: the weights, or the fp32 graph. */
        INT8,

        /** The fp32 graph, else the weights. */
        FP32
    }

    static final String SINGLE_WEIGHTS = "model.safetensors";
    static final String SHARD_INDEX = "model.safetensors.index.json";

    private static final List<String> INT8_GRAPHS = List.of("model_quantized.onnx", "onnx/model_quantized.onnx");
    private static final List<String> FP32_GRAPHS = List.of("model.onnx", "onnx/model.onnx");
    private static final List<String> WEIGHTS = List.of(SINGLE_WEIGHTS, SHARD_INDEX);

    private static final FileSelection DESCRIBE = new FileSelection("describe", List.of(), false);
    private static final FileSelection TRAIN = new FileSelection("train", List.of(WEIGHTS), false);
    private static final FileSelection ALL =
            new FileSelection("read", List.of(WEIGHTS, FP32_GRAPHS, INT8_GRAPHS), true);

    private final String purpose;
    private final List<List<String>> weights;
    private final boolean everyKind;

    private FileSelection(String purpose, List<List<String>> weights, boolean everyKind) {
        this.purpose = purpose;
        this.weights = weights;
        this.everyKind = everyKind;
    }

    /**
     * What one classifier needs, in the best form that the model has.
     *
     * @return the files with one graph, or with the weights where there is no graph
     */
    public static FileSelection classify() {
        return classify(Graph.ANY);
    }

    /**
     * What one classifier needs.
     *
     * @param graph which graph; {@code .onnx_data} beside it comes along
     * @return the files with one graph, or with the weights where there is no such graph
     */
    public static FileSelection classify(Graph graph) {
        return new FileSelection(
                "classify",
                switch (graph) {
                    case ANY -> List.of(INT8_GRAPHS, FP32_GRAPHS, WEIGHTS);
                    case INT8 -> List.of(INT8_GRAPHS, WEIGHTS, FP32_GRAPHS);
                    case FP32 -> List.of(FP32_GRAPHS, WEIGHTS);
                },
                false);
    }

    /**
     * What training starts from, and what an export reads: the weights, in one file or in several, and no graph.
     *
     * @return the files
     */
    public static FileSelection train() {
        return TRAIN;
    }

    /**
     * The small files alone: what a model is, without its weights.
     *
     * @return the files
     */
    public static FileSelection describe() {
        return DESCRIBE;
    }

    /**
     * All that can be read here: the weights and both graphs.
     *
     * @return the files
     */
    public static FileSelection all() {
        return ALL;
    }

    /** What the files are for, as in "no weights to train on". */
    String purpose() {
        return purpose;
    }

    /** Kinds of weights, the wanted first; each lists the names under which it may lie. */
    List<List<String>> weights() {
        return weights;
    }

    /** Whether each kind is wanted rather than the first that is there. */
    boolean wantsEveryKind() {
        return everyKind;
    }

    /**
     * What the files are for.
     *
     * @return one word, for logs
     */
    @Override
    public String toString() {
        return purpose;
    }
}
