package io.github.emotions4j.export.graph;

import java.util.List;

/** Weights of one precision in a fast graph, and the nodes that read them. Not thread-safe. */
interface FastWeights {

    /** A vector as it is: a bias, or a part of a LayerNorm. */
    String vector(String tensor);

    /** Rows of an embedding table: the shape of the ids, then the width. */
    String rows(String table, String ids);

    /** {@code input * weights + bias} of linear layers inside the encoder that read the same input. */
    List<String> linear(String input, List<String> modules);

    /** {@code input * weights + bias} of a linear layer of the head, {@code [1, width]}, to an output of a given name. */
    void head(String module, String input, String output);
}
