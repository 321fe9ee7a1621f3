package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.core.InferenceException;

/** Runs a graph on one window. Thread-safe. */
@FunctionalInterface
public interface GraphRun {

    /**
     * Runs the graph.
     *
     * @param tokenIds token ids, shape {@code [length]}; not modified
     * @return logits, shape {@code [labels]}
     * @throws InferenceException if the run fails
     */
    float[] logits(int[] tokenIds);
}
