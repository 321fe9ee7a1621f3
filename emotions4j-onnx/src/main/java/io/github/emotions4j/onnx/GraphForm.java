package io.github.emotions4j.onnx;

/** Which form of a model's graph runs. */
public enum GraphForm {

    /**
     * The packed form, which runs fastest on ONNX Runtime and takes texts of any lengths in one batch, if a
     * {@link io.github.emotions4j.onnx.spi.GraphProvider} can make it; otherwise the folder's own graph, one text at a
     * time. The scores of an fp32 graph differ by rounding only. An INT8 graph of another tool runs unchanged, because
     * its thresholds were chosen with it.
     */
    FAST,

    /** The folder's own graph, as other tools run it. */
    PORTABLE
}
