package io.github.emotions4j.export.graph;

import java.util.List;
import java.util.function.UnaryOperator;

/** Weights of one precision in a packed graph, and the nodes that read them. Not thread-safe. */
interface PackedWeights {

    /** A vector as it is: a bias, or a part of a LayerNorm. */
    String vector(String tensor);

    /** Rows of an embedding table: the shape of the ids, then the width. */
    String rows(String table, String ids);

    /**
     * {@code input * weights + bias} of linear layers inside the encoder that read the same input, their outputs behind
     * one another in the last axis.
     */
    String linear(String input, List<String> modules);

    /**
     * {@code rows(input) * weights + bias} of one linear layer. The rows are selected where they have the fewest bytes:
     * in INT8 after the activations are quantised.
     *
     * @param rows adds the nodes that select rows of a tensor
     */
    String linear(String input, UnaryOperator<String> rows, String module);

    /**
     * {@code input * weights + bias} of a linear layer of the head, {@code [texts, width]}, to an output of a given
     * name.
     */
    void head(String module, String input, String output);
}
