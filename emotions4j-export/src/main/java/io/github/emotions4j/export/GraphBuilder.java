package io.github.emotions4j.export;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.weights.WeightTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Collects nodes, constants and weights of a graph. Not thread-safe. */
final class GraphBuilder {

    /** The first IR version that knows an opset, from the release table of the ONNX project. */
    private static final int IR_OF_OPSET_17 = 8;

    private static final int IR_OF_OPSET_19 = 9;

    private static final int IR_OF_OPSET_21 = 10;

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    private final List<StreamedTensor> weights = new ArrayList<>();
    private final int opset;

    GraphBuilder(int opset) {
        this.opset = opset;
        graph.setName("emotions4j");
    }

    /** Adds a node and returns the name of its output, the node's name with {@code _output}. */
    String node(String operator, String name, List<String> inputs, OnnxMl.AttributeProto... attributes) {
        String output = name + "_output";
        node(operator, name, inputs, output, attributes);
        return output;
    }

    void node(String operator, String name, List<String> inputs, String output, OnnxMl.AttributeProto... attributes) {
        graph.addNode(Protos.node(operator, name, inputs, output, attributes));
    }

    void input(String name, String... axes) {
        graph.addInput(Protos.value(name, OnnxMl.TensorProto.DataType.INT64, axes));
    }

    void output(String name, long size, String... axes) {
        graph.addOutput(floats(name, size, axes));
    }

    /** States the shape of an fp32 tensor inside the graph: the axes, then a last one of a fixed size. */
    void shape(String name, long size, String... axes) {
        graph.addValueInfo(floats(name, size, axes));
    }

    private static OnnxMl.ValueInfoProto.Builder floats(String name, long size, String... axes) {
        OnnxMl.ValueInfoProto.Builder value = Protos.value(name, OnnxMl.TensorProto.DataType.FLOAT, axes).toBuilder();
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .addDimBuilder()
                .setDimValue(size);
        return value;
    }

    /** Adds an int64 constant of a shape, the empty one for a scalar. */
    void integers(String name, List<Long> shape, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        graph.addInitializer(Protos.tensor(name, OnnxMl.TensorProto.DataType.INT64, shape, bytes.array()));
    }

    void scalar(String name, float value) {
        byte[] bytes = WeightTensor.of(new float[] {value}).toBytes();
        graph.addInitializer(Protos.tensor(name, OnnxMl.TensorProto.DataType.FLOAT, List.of(), bytes));
    }

    String weight(StreamedTensor tensor) {
        weights.add(tensor);
        return tensor.name();
    }

    List<StreamedTensor> weights() {
        return List.copyOf(weights);
    }

    OnnxMl.ModelProto model() {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(irVersion())
                .setProducerName("emotions4j")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
    }

    private int irVersion() {
        if (opset < 19) {
            return IR_OF_OPSET_17;
        }
        return opset < 21 ? IR_OF_OPSET_19 : IR_OF_OPSET_21;
    }
}
