package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The constants of a graph by name: its initialisers, and the values of its Constant nodes. */
public final class Initializers {

    private final Map<String, OnnxMl.TensorProto> tensors = new HashMap<>();
    private final String source;

    public Initializers(OnnxMl.GraphProto graph, String source) {
        this.source = source;
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("Constant") && node.getOutputCount() == 1) {
                Attributes.of(node)
                        .tensor("value")
                        .ifPresent(tensor -> tensors.put(
                                node.getOutput(0),
                                tensor.toBuilder().setName(node.getOutput(0)).build()));
            }
        }
        graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
    }

    /** The fp32 matrix of a name, or empty when it is no constant, no matrix or of another type. */
    public Optional<WeightTensor> matrix(String name) {
        OnnxMl.TensorProto tensor = tensors.get(name);
        if (tensor == null || tensor.getDimsCount() != 2 || !isOfType(tensor, OnnxMl.TensorProto.DataType.FLOAT)) {
            return Optional.empty();
        }
        return Optional.of(floats(tensor));
    }

    /** The fp32 values of an initialiser that must be there. */
    public WeightTensor floats(String name) {
        return floats(require(name, OnnxMl.TensorProto.DataType.FLOAT));
    }

    /** The INT8 values of an initialiser that must be there. */
    public ByteBuffer bytes(String name) {
        OnnxMl.TensorProto tensor = require(name, OnnxMl.TensorProto.DataType.INT8);
        return rawData(tensor, Byte.BYTES);
    }

    /** A tensor as it stands in the file, of a type and a shape that must be these. */
    public OnnxMl.TensorProto tensor(String name, OnnxMl.TensorProto.DataType type, List<Long> shape) {
        OnnxMl.TensorProto tensor = require(name, type);
        if (!tensor.getDimsList().equals(shape)) {
            throw new ModelFormatException("initializer '" + name + "' has shape " + tensor.getDimsList()
                    + ", expected " + shape + " in " + source);
        }
        return tensor;
    }

    public long[] shape(String name) {
        OnnxMl.TensorProto tensor = tensors.get(name);
        return tensor == null ? new long[0] : shape(tensor);
    }

    public boolean contains(String name) {
        return tensors.containsKey(name);
    }

    public String source() {
        return source;
    }

    private OnnxMl.TensorProto require(String name, OnnxMl.TensorProto.DataType type) {
        OnnxMl.TensorProto tensor = tensors.get(name);
        if (tensor == null || !isOfType(tensor, type)) {
            String found = tensor == null ? "is missing" : "has data type " + tensor.getDataType();
            throw new ModelFormatException(
                    "initializer '" + name + "' " + found + ", expected " + type + " in " + source);
        }
        return tensor;
    }

    private WeightTensor floats(OnnxMl.TensorProto tensor) {
        if (tensor.getFloatDataCount() == 0) {
            return WeightTensor.of(rawData(tensor, Float.BYTES).asFloatBuffer(), shape(tensor));
        }
        float[] values = new float[tensor.getFloatDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.getFloatData(i);
        }
        requireSize(tensor, values.length, 1);
        return WeightTensor.of(values, shape(tensor));
    }

    private ByteBuffer rawData(OnnxMl.TensorProto tensor, int bytesPerValue) {
        requireSize(tensor, tensor.getRawData().size(), bytesPerValue);
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void requireSize(OnnxMl.TensorProto tensor, long found, int perValue) {
        long expected = perValue;
        for (long size : tensor.getDimsList()) {
            expected = size < 0 ? -1 : expected * size;
        }
        if (found != expected) {
            throw new ModelFormatException("initializer '" + tensor.getName() + "' holds " + found + " bytes or values,"
                    + " expected " + expected + " for shape " + tensor.getDimsList() + " in " + source);
        }
    }

    private static boolean isOfType(OnnxMl.TensorProto tensor, OnnxMl.TensorProto.DataType type) {
        return tensor.getDataType() == type.getNumber();
    }

    private static long[] shape(OnnxMl.TensorProto tensor) {
        return tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    }
}
