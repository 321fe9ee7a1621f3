package io.github.emotions4j.onnx;

/** In which form a model's graph runs. */
public enum GraphForm {

    /**
     * The form that ONNX Runtime runs fastest, where a {@link io.github.emotions4j.onnx.spi.GraphProvider} can make it, and
     * the folder's own graph elsewhere. In fp32 scores are the same but for rounding. An INT8 graph that another tool wrote
     * runs as it is, for its thresholds belong to it.
     */
    FAST,

    /** The folder's own graph, as other tools run it. */
    PORTABLE
}
