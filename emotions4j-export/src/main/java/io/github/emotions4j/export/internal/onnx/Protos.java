package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import java.util.List;

/** Makes the protobuf messages that graphs are built of. */
public final class Protos {

    private Protos() {}

    public static OnnxMl.AttributeProto attribute(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    public static OnnxMl.AttributeProto attribute(String name, float value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    public static OnnxMl.AttributeProto attributes(String name, long... values) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(values).boxed().toList())
                .build();
    }

    /** A graph of one node without inputs of its own, as a branch of an If node. */
    public static OnnxMl.AttributeProto branch(String name, OnnxMl.NodeProto node) {
        OnnxMl.ValueInfoProto.Builder output =
                OnnxMl.ValueInfoProto.newBuilder().setName(node.getOutput(0));
        output.getTypeBuilder().getTensorTypeBuilder().setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
                .setG(OnnxMl.GraphProto.newBuilder()
                        .setName(node.getName())
                        .addNode(node)
                        .addOutput(output))
                .build();
    }

    /** A tensor over values that must not change afterwards: they are not copied. */
    public static OnnxMl.TensorProto tensor(
            String name, OnnxMl.TensorProto.DataType type, List<Long> shape, byte[] littleEndianValues) {
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(shape)
                .setRawData(UnsafeByteOperations.unsafeWrap(littleEndianValues))
                .build();
    }

    public static OnnxMl.NodeProto node(
            String operator, String name, List<String> inputs, String output, OnnxMl.AttributeProto... attributes) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes))
                .build();
    }

    /** A graph input or output with one named, dynamic dimension per axis. */
    public static OnnxMl.ValueInfoProto value(String name, OnnxMl.TensorProto.DataType type, String... axes) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        for (String axis : axes) {
            shape.addDimBuilder().setDimParam(axis);
        }
        OnnxMl.ValueInfoProto.Builder value = OnnxMl.ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(type.getNumber())
                .setShape(shape);
        return value.build();
    }
}
