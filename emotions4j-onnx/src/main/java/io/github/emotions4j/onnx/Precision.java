package io.github.emotions4j.onnx;

import io.github.emotions4j.modelfolder.ModelFiles;
import java.util.List;

/** Which graph of a model folder runs. */
public enum Precision {

    /** INT8 where the folder has it, else fp32. */
    AUTO("int8 or fp32"),

    /** The INT8 graph, {@code model_quantized.onnx}. */
    INT8("int8"),

    /** The fp32 graph, {@code model.onnx}. */
    FP32("fp32");

    private final String displayName;

    Precision(String displayName) {
        this.displayName = displayName;
    }

    /** The file names that serve, best first. */
    List<String> graphFiles() {
        return switch (this) {
            case AUTO -> List.of(ModelFiles.QUANTIZED_GRAPH, ModelFiles.GRAPH);
            case INT8 -> List.of(ModelFiles.QUANTIZED_GRAPH);
            case FP32 -> List.of(ModelFiles.GRAPH);
        };
    }

    /** The precision of a graph by its file name. */
    static Precision ofGraph(String fileName) {
        return fileName.equals(ModelFiles.QUANTIZED_GRAPH) ? INT8 : FP32;
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
