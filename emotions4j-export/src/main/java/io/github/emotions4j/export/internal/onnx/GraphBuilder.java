package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects nodes, constants and weights of a graph. Not thread-safe. */
public final class GraphBuilder {

    /** The first IR version that knows an opset, from the release table of the ONNX project. */
    private static final int IR_OF_OPSET_17 = 8;

    private static final int IR_OF_OPSET_19 = 9;

    private static final int IR_OF_OPSET_21 = 10;

    /** The domain of ONNX Runtime's own operators. */
    private static final String FUSED = "com.microsoft";

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    private final List<StreamedTensor> weights = new ArrayList<>();
    private final Set<String> added = new HashSet<>();
    private final int opset;
    private boolean readsFused;

    public GraphBuilder(int opset) {
        this.opset = opset;
        graph.setName("emotions4j");
    }

    /** Adds a node and returns the name of its output, the node's name with {@code _output}. */
    public String node(String operator, String name, List<String> inputs, OnnxMl.AttributeProto... attributes) {
        String output = name + "_output";
        node(operator, name, inputs, output, attributes);
        return output;
    }

    public void node(
            String operator, String name, List<String> inputs, String output, OnnxMl.AttributeProto... attributes) {
        graph.addNode(Protos.node(operator, name, inputs, output, attributes));
    }

    /** Adds a node of ONNX Runtime's own operators and returns the name of its output. */
    public String fused(String operator, String name, List<String> inputs, OnnxMl.AttributeProto... attributes) {
        String output = name + "_output";
        fused(operator, name, inputs, output, attributes);
        return output;
    }

    public void fused(
            String operator, String name, List<String> inputs, String output, OnnxMl.AttributeProto... attributes) {
        graph.addNode(Protos.node(operator, name, inputs, output, attributes).toBuilder()
                .setDomain(FUSED));
        readsFused = true;
    }

    /** Adds a node with several outputs, called as given. */
    public void node(String operator, String name, String input, List<String> outputs) {
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addInput(input)
                .addAllOutput(outputs));
    }

    /** Adds a node that runs one of two nodes; {@code condition} is a bool scalar. Returns the name of its output. */
    public String choice(String name, String condition, OnnxMl.NodeProto then, OnnxMl.NodeProto otherwise) {
        return node(
                "If",
                name,
                List.of(condition),
                Protos.branch("then_branch", then),
                Protos.branch("else_branch", otherwise));
    }

    /** Constants behind one another along an axis; a single one as it is. */
    public String joined(String name, List<String> constants, int axis) {
        return constants.size() == 1
                ? constants.get(0)
                : node("Concat", name, constants, Protos.attribute("axis", axis));
    }

    /**
     * A node of ONNX Runtime's own operators for a branch of {@link #choice}; it has one output, called as the node.
     */
    public OnnxMl.NodeProto fusedBranch(
            String operator, String name, List<String> inputs, OnnxMl.AttributeProto... attributes) {
        readsFused = true;
        return Protos.node(operator, name, inputs, name, attributes).toBuilder()
                .setDomain(FUSED)
                .build();
    }

    public void input(String name, OnnxMl.TensorProto.DataType type, String... axes) {
        graph.addInput(Protos.value(name, type, axes));
    }

    /** Input of shape {@code [1, axis]}. */
    public void rowInput(String name, String axis) {
        OnnxMl.ValueInfoProto.Builder input =
                Protos.value(name, OnnxMl.TensorProto.DataType.INT64, "row", axis).toBuilder();
        input.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(1);
        graph.addInput(input);
    }

    public void input(String name, String... axes) {
        graph.addInput(Protos.value(name, OnnxMl.TensorProto.DataType.INT64, axes));
    }

    public void output(String name, long size, String... axes) {
        graph.addOutput(floats(name, size, axes));
    }

    /** States the shape of an fp32 tensor inside the graph: the axes, then a last one of a fixed size. */
    public void shape(String name, long size, String... axes) {
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
    public void integers(String name, List<Long> shape, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        initializer(Protos.tensor(name, OnnxMl.TensorProto.DataType.INT64, shape, bytes.array()));
    }

    public void scalar(String name, float value) {
        byte[] bytes = WeightTensor.of(new float[] {value}).toBytes();
        initializer(Protos.tensor(name, OnnxMl.TensorProto.DataType.FLOAT, List.of(), bytes));
    }

    public void unsignedByte(String name, byte value) {
        initializer(Protos.tensor(name, OnnxMl.TensorProto.DataType.UINT8, List.of(), new byte[] {value}));
    }

    /** Adds a constant as it is, once. */
    public String initializer(OnnxMl.TensorProto tensor) {
        if (added.add(tensor.getName())) {
            graph.addInitializer(tensor);
        }
        return tensor.getName();
    }

    public String weight(StreamedTensor tensor) {
        weights.add(tensor);
        return tensor.name();
    }

    public List<StreamedTensor> weights() {
        return List.copyOf(weights);
    }

    public OnnxMl.ModelProto model() {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(irVersion())
                .setProducerName(GraphHead.OURS)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph);
        if (readsFused) {
            model.setDomain(GraphHead.PACKED)
                    .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder()
                            .setDomain(FUSED)
                            .setVersion(1));
        }
        return model.build();
    }

    private int irVersion() {
        if (opset < 19) {
            return IR_OF_OPSET_17;
        }
        return opset < 21 ? IR_OF_OPSET_19 : IR_OF_OPSET_21;
    }
}
