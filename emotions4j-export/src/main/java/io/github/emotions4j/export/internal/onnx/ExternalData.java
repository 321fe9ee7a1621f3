package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import java.nio.file.Path;

/**
 * Where tensors lie in a file beside their graph, which ONNX Runtime maps: loading then needs no memory for what stays as
 * it is in the file. Stateless. Source: {@code TensorProto.external_data} of the ONNX specification.
 */
public final class ExternalData {

    /** Windows maps files in steps of this size; a tensor below it stays in the graph. */
    public static final long ALIGNMENT = 1 << 16;

    private ExternalData() {}

    /** The file beside a graph, by the name that Optimum gives it. */
    public static Path beside(Path graph) {
        return graph.resolveSibling(graph.getFileName() + "_data");
    }

    /** The first place at or behind a position where a tensor may begin. */
    public static long beginAt(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** A tensor's message with the place of its values instead of them. */
    public static OnnxMl.TensorProto place(OnnxMl.TensorProto tensor, Path data, long offset, long length) {
        return tensor.toBuilder()
                .clearRawData()
                .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", data.getFileName().toString()))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(length)))
                .build();
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build();
    }
}
