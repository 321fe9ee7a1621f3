package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** An fp32 initialiser whose values are fetched when they are written, and dropped afterwards. */
public record StreamedTensor(String name, List<Long> shape, Supplier<WeightTensor> values) {

    public static StreamedTensor of(String name, WeightTensor tensor) {
        return new StreamedTensor(name, shape(tensor), () -> tensor);
    }

    public static StreamedTensor transposed(String name, WeightTensor tensor) {
        List<Long> shape = shape(tensor);
        return new StreamedTensor(name, List.of(shape.get(1), shape.get(0)), tensor::transposed);
    }

    /** The tensor's message without its values. */
    public OnnxMl.TensorProto header() {
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(shape)
                .build();
    }

    public long byteCount() {
        return shape.stream().reduce((long) Float.BYTES, Math::multiplyExact);
    }

    private static List<Long> shape(WeightTensor tensor) {
        return Arrays.stream(tensor.shape()).boxed().toList();
    }
}
