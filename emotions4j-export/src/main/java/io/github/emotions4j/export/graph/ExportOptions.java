package io.github.emotions4j.export.graph;

/**
 * How a graph is written.
 *
 * <p>Immutable and thread-safe.
 *
 * @param opset version of the {@code ai.onnx} operators, from {@link #MIN_OPSET} to {@link #MAX_OPSET}
 */
public record ExportOptions(int opset) {

    /** The first opset with LayerNormalization as one operator. */
    public static final int MIN_OPSET = 17;

    /** The newest opset that the graphs are tested with. */
    public static final int MAX_OPSET = 21;

    /**
     * What is used when nothing is asked for: the oldest opset, which most runtimes know. A newer one changes neither
     * results nor speed.
     */
    public static final int DEFAULT_OPSET = 17;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the opset is outside the range
     */
    public ExportOptions {
        if (opset < MIN_OPSET || opset > MAX_OPSET) {
            throw new IllegalArgumentException(
                    "opset is " + opset + ", expected a value from " + MIN_OPSET + " to " + MAX_OPSET);
        }
    }

    /**
     * The default options.
     *
     * @return options with opset {@value #DEFAULT_OPSET}
     */
    public static ExportOptions defaults() {
        return new ExportOptions(DEFAULT_OPSET);
    }
}
