package io.github.emotions4j.hub;

import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelLayout;
import java.util.List;

/**
 * Which files of a model are fetched. Every selection holds the configuration, the tokenizer ({@code tokenizer.json},
 * or the vocabulary files where that is missing), {@code thresholds.json} and the card; they differ in weights. Pickles
 * ({@code .bin}, {@code .pt}), code and weights of other frameworks belong to none.
 *
 * <p>Immutable and thread-safe.
 */
public final class FileSelection {

    private static final List<String> INT8_GRAPHS = ModelLayout.graphs(GraphPrecision.INT8);
    private static final List<String> FP32_GRAPHS = ModelLayout.graphs(GraphPrecision.FP32);
    private static final List<String> WEIGHTS = ModelLayout.weights();

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
        return classify(GraphPrecision.AUTO);
    }

    /**
     * What one classifier needs. External data of the graph, such as {@code model.onnx_data}, comes along.
     *
     * @param precision which graph: {@link GraphPrecision#AUTO} is the INT8 graph, else the fp32 graph, else the
     *     weights; {@link GraphPrecision#INT8} that graph, else what one can be made of, which is the weights, or the
     *     fp32 graph; {@link GraphPrecision#FP32} that graph, else the weights
     * @return the files with one graph, or with the weights
     */
    public static FileSelection classify(GraphPrecision precision) {
        return new FileSelection(
                "classify",
                switch (precision) {
                    case AUTO -> List.of(INT8_GRAPHS, FP32_GRAPHS, WEIGHTS);
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
