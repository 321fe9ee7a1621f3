package io.github.emotions4j.benchmarks.peers;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/** Makes graphs of one matrix product with constant weights, {@code [rows, inner] x [inner, columns]}. */
final class GemmGraph {

    static final String INPUT = "a";

    private GemmGraph() {}

    /** The kinds of product that classifiers are made of. */
    enum Kind {

        /** fp32 by fp32. */
        FP32("MatMul", "", TensorProto.DataType.FLOAT, TensorProto.DataType.FLOAT),

        /** unsigned by signed 8 bits to 32-bit integers: the bare INT8 kernel. */
        INT8("MatMulInteger", "", TensorProto.DataType.UINT8, TensorProto.DataType.INT32),

        /** fp32 to fp32, in INT8 between: the bare kernel with what models need around it. */
        DYNAMIC_INT8("DynamicQuantizeMatMul", "com.microsoft", TensorProto.DataType.FLOAT, TensorProto.DataType.FLOAT);

        private final String operator;
        private final String domain;
        private final TensorProto.DataType input;
        private final TensorProto.DataType output;

        Kind(String operator, String domain, TensorProto.DataType input, TensorProto.DataType output) {
            this.operator = operator;
            this.domain = domain;
            this.input = input;
            this.output = output;
        }

        boolean isInt8() {
            return this != FP32;
        }

        boolean takesBytes() {
            return input == TensorProto.DataType.UINT8;
        }
    }

    static byte[] of(Kind kind, int inner, int columns) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("product")
                .addInput(value(INPUT, kind.input, inner))
                .addOutput(value("y", kind.output, columns))
                .addInitializer(weights(kind, inner, columns));
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(kind.operator)
                .setDomain(kind.domain)
                .addAllInput(List.of(INPUT, "b"))
                .addOutput("y");
        if (kind == Kind.DYNAMIC_INT8) {
            node.addInput("scale");
            graph.addInitializer(TensorProto.newBuilder()
                    .setName("scale")
                    .setDataType(TensorProto.DataType.FLOAT.getNumber())
                    .addFloatData(0.01f));
        }
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain("com.microsoft")
                        .setVersion(1))
                .setGraph(graph.addNode(node))
                .build()
                .toByteArray();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, int columns) {
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        TypeProto.Tensor.Builder tensor =
                value.getTypeBuilder().getTensorTypeBuilder().setElemType(type.getNumber());
        tensor.getShapeBuilder().addDimBuilder().setDimParam("rows");
        tensor.getShapeBuilder().addDimBuilder().setDimValue(columns);
        return value.build();
    }

    /** Weights in 7 bits, as this library quantises, or as fp32. */
    private static TensorProto weights(Kind kind, int inner, int columns) {
        Random random = new Random(1);
        TensorProto.Builder weights =
                TensorProto.newBuilder().setName("b").addDims(inner).addDims(columns);
        int count = inner * columns;
        ByteBuffer content =
                ByteBuffer.allocate(kind.isInt8() ? count : 4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int value = random.nextInt(129) - 64;
            if (kind.isInt8()) {
                content.put((byte) Math.min(63, value));
            } else {
                content.putFloat(value * 0.01f);
            }
        }
        TensorProto.DataType type = kind.isInt8() ? TensorProto.DataType.INT8 : TensorProto.DataType.FLOAT;
        return weights.setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(content.flip()))
                .build();
    }
}
