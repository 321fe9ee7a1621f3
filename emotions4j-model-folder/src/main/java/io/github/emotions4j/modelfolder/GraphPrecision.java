package io.github.emotions4j.modelfolder;

import java.util.List;

/** Which graph of a model folder runs. */
public enum GraphPrecision {

    /** INT8 where the folder has it, else fp32. */
    AUTO("int8 or fp32"),

    /** The INT8 graph, {@code model_quantized.onnx}. */
    INT8("int8"),

    /** The fp32 graph, {@code model.onnx}. */
    FP32("fp32");

    private final String displayName;

    GraphPrecision(String displayName) {
        this.displayName = displayName;
    }

    /**
     * The file names of graphs in this precision.
     *
     * @return names inside a model folder, the preferred one first
     */
    public List<String> graphFiles() {
        return switch (this) {
            case AUTO -> List.of(ModelFiles.QUANTIZED_GRAPH, ModelFiles.GRAPH);
            case INT8 -> List.of(ModelFiles.QUANTIZED_GRAPH);
            case FP32 -> List.of(ModelFiles.GRAPH);
        };
    }

    /**
     * The precision of a graph by its file name.
     *
     * @param fileName the name without its folder
     * @return {@link #INT8} for {@code model_quantized.onnx} and its packed form, else {@link #FP32}
     */
    public static GraphPrecision ofGraph(String fileName) {
        boolean int8 =
                fileName.equals(ModelFiles.QUANTIZED_GRAPH) || fileName.equals(ModelFiles.PACKED_QUANTIZED_GRAPH);
        return int8 ? INT8 : FP32;
    }

    /**
     * The name that commands use.
     *
     * @return {@code int8}, {@code fp32} or, for {@link #AUTO}, both
     */
    @Override
    public String toString() {
        return displayName;
    }
}
