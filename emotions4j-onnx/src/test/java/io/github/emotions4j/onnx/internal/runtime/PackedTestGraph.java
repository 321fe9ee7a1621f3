package io.github.emotions4j.onnx.internal.runtime;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes small graphs in the packed form: a label's logit is the text's first token id times the label's weight, an
 * INT8 number.
 */
public final class PackedTestGraph {

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private Consumer<OnnxMl.TensorProto.Builder> values = tensor -> {};
    private boolean batchMatters;
    private int labelCount;

    public PackedTestGraph() {
        weights(1, -1);
    }

    public PackedTestGraph weights(int... weights) {
        byte[] bytes = new byte[weights.length];
        for (int label = 0; label < weights.length; label++) {
            bytes[label] = (byte) weights[label];
        }
        labelCount = weights.length;
        values = tensor -> tensor.setRawData(ByteString.copyFrom(bytes));
        return this;
    }

    /** The weights are bytes of a file beside the graph. */
    public PackedTestGraph weightsIn(String file, long offset, int count) {
        labelCount = count;
        values = tensor -> tensor.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", file))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Integer.toString(count)));
        return this;
    }

    public PackedTestGraph metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** The logits of a text depend on how many tokens the batch has. */
    public PackedTestGraph logitsOfTheWholeBatch() {
        batchMatters = true;
        return this;
    }

    public Path write(Path file) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setDomain("emotions4j.packed")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph());
        metadata.forEach((key, value) -> model.addMetadataProps(entry(key, value)));
        try {
            return Files.write(file, model.build().toByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private OnnxMl.GraphProto.Builder graph() {
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("packed");
        addInputs(graph);
        graph.addInitializer(integers("row", 0));
        graph.addInitializer(integers("column", 1));
        graph.addInitializer(integers("last", -1));
        graph.addInitializer(weights());
        graph.addNode(node("Slice", "begins", "padded_index", "row", "column", "column"));
        graph.addNode(node("Reshape", "tokens", "input_ids", "last"));
        graph.addNode(node("Gather", "first", "tokens", "begins"));
        graph.addNode(node("Shape", "size", "tokens"));
        graph.addNode(node(batchMatters ? "Add" : "Max", "numbers", "first", batchMatters ? "size" : "first"));
        graph.addNode(cast("numbers", "floats"));
        graph.addNode(cast("weights", "float_weights"));
        graph.addNode(node("MatMul", "logits", "floats", "float_weights"));
        graph.addOutput(value("logits", DataType.FLOAT, "texts", labelCount));
        return graph;
    }

    private static void addInputs(OnnxMl.GraphProto.Builder graph) {
        graph.addInput(value("input_ids", DataType.INT64, 1, "tokens"));
        graph.addInput(value("position_ids", DataType.INT64, 1, "tokens"));
        graph.addInput(value("padded_index", DataType.INT64, "texts", "width"));
        graph.addInput(value("attention_mask", DataType.INT32, "texts", "width"));
        graph.addInput(value("packed_index", DataType.INT64, "tokens"));
        graph.addInput(value("without_mask", DataType.BOOL));
    }

    private OnnxMl.TensorProto weights() {
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName("weights")
                .setDataType(DataType.INT8.getNumber())
                .addDims(1)
                .addDims(labelCount);
        values.accept(tensor);
        return tensor.build();
    }

    private static OnnxMl.TensorProto integers(String name, long value) {
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.INT64.getNumber())
                .addDims(1)
                .addInt64Data(value)
                .build();
    }

    private static OnnxMl.NodeProto.Builder node(String operator, String output, String... inputs) {
        OnnxMl.NodeProto.Builder node =
                OnnxMl.NodeProto.newBuilder().setOpType(operator).addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node;
    }

    private static OnnxMl.NodeProto.Builder cast(String input, String output) {
        return node("Cast", output, input)
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("to")
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(DataType.FLOAT.getNumber()));
    }

    /** Sizes are numbers, or names of what a run decides. */
    private static OnnxMl.ValueInfoProto value(String name, DataType type, Object... shape) {
        OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
        for (Object size : shape) {
            OnnxMl.TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
            if (size instanceof Integer number) {
                dimension.setDimValue(number);
            } else {
                dimension.setDimParam(size.toString());
            }
        }
        OnnxMl.TypeProto.Tensor tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(dimensions)
                .build();
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build();
    }
}
