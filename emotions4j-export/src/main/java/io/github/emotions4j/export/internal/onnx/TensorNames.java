package io.github.emotions4j.export.internal.onnx;

/** What our graphs append to transformers' tensor names. */
public final class TensorNames {

    /** A matrix that is stored {@code [in, out]} where transformers has {@code [out, in]}. */
    public static final String TRANSPOSED = ".transposed";

    /** The INT8 values of a tensor. */
    public static final String QUANTIZED = "_quantized";

    /** The scales of a tensor's INT8 values. */
    public static final String SCALE = "_scale";

    /** The zero point of a quantised activation. */
    public static final String ZERO_POINT = "_zero_point";

    /** What the inputs of a matrix are multiplied by before they are quantised. */
    public static final String SMOOTHING = "_smoothing";

    private TensorNames() {}
}
