package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.core.InferenceException;
import java.util.List;

/** Runs a graph on a batch. Thread-safe. */
@FunctionalInterface
public interface GraphRun {

    /**
     * Runs the graph in the calling thread.
     *
     * @param tokenIds token ids of texts of equal length, shape {@code [batch][length]}; not modified
     * @return logits, shape {@code [batch][labels]}
     * @throws InferenceException if the run fails
     */
    List<float[]> logits(List<int[]> tokenIds);
}
