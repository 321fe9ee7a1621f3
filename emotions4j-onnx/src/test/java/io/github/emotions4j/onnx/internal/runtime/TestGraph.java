package io.github.emotions4j.onnx.internal.runtime;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes graphs that a test can make wrong in one place. A right one has a single weight per label: a label's logit is
 * the mean token id times its weight.
 */
public final class TestGraph {

    public static final int INT64 = 7;
    public static final int INT32 = 6;
    private static final int FLOAT = 1;
    private static final long DYNAMIC = -1;

    private final Map<String, OnnxMl.ValueInfoProto> inputs = new LinkedHashMap<>();
    private float[] weights = {1f, -1f};
    private String outputName = "logits";
    private long[] outputShape = {DYNAMIC, 2};
    private boolean flatOutput;
    private boolean logitPerToken;

    public TestGraph() {
        input("input_ids", INT64, DYNAMIC, DYNAMIC);
        input("attention_mask", INT64, DYNAMIC, DYNAMIC);
    }

    public TestGraph input(String name, int type, long... shape) {
        inputs.put(name, value(name, type, shape));
        return this;
    }

    public TestGraph without(String input) {
        inputs.remove(input);
        return this;
    }

    public TestGraph weights(float... values) {
        weights = values.clone();
        outputShape = new long[] {DYNAMIC, values.length};
        return this;
    }

    public TestGraph outputName(String name) {
        outputName = name;
        return this;
    }

    /** The logits are the token ids themselves, so only a run shows how many there are. */
    public TestGraph logitPerToken() {
        outputShape = new long[] {DYNAMIC, DYNAMIC};
        logitPerToken = true;
        return this;
    }

    /** The output has one dimension too few. */
    public TestGraph flatOutput() {
        outputShape = new long[] {weights.length};
        flatOutput = true;
        return this;
    }

    public Path write(Path file) {
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("test");
        graph.addAllInput(inputs.values());
        String source = inputs.containsKey("input_ids")
                ? "input_ids"
                : inputs.keySet().iterator().next();
        graph.addNode(
                node("Cast", source, logitPerToken ? outputName : "numbers").addAttribute(integer("to", FLOAT)));
        if (!logitPerToken) {
            addWeights(graph);
        }
        graph.addOutput(value(outputName, FLOAT, outputShape));
        OnnxMl.ModelProto model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build();
        try {
            return Files.write(file, model.toByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void addWeights(OnnxMl.GraphProto.Builder graph) {
        graph.addInitializer(floats("weights", 1, weights.length));
        graph.addNode(node("ReduceMean", "numbers", "mean").addAttribute(axisOne()));
        graph.addNode(node("MatMul", "mean", flatOutput ? "rows" : outputName).addInput("weights"));
        if (flatOutput) {
            graph.addNode(node("Squeeze", "rows", outputName));
        }
    }

    private static OnnxMl.NodeProto.Builder node(String operator, String input, String output) {
        return OnnxMl.NodeProto.newBuilder().setOpType(operator).addInput(input).addOutput(output);
    }

    private static OnnxMl.AttributeProto integer(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static OnnxMl.AttributeProto axisOne() {
        return OnnxMl.AttributeProto.newBuilder()
                .setName("axes")
                .setType(OnnxMl.AttributeProto.AttributeType.INTS)
                .addInts(1)
                .build();
    }

    private OnnxMl.TensorProto floats(String name, long... shape) {
        OnnxMl.TensorProto.Builder tensor =
                OnnxMl.TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (float weight : weights) {
            tensor.addFloatData(weight);
        }
        return tensor.build();
    }

    private static OnnxMl.ValueInfoProto value(String name, int type, long... shape) {
        OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            OnnxMl.TensorShapeProto.Dimension.Builder dimension = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(shape[i] == DYNAMIC ? dimension.setDimParam("d" + i) : dimension.setDimValue(shape[i]));
        }
        OnnxMl.TypeProto.Tensor tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(type)
                .setShape(dimensions)
                .build();
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
