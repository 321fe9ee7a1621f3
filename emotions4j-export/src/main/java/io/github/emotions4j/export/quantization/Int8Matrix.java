package io.github.emotions4j.export.quantization;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.Protos;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A matrix in signed 8-bit integers with one scale per row or per column: {@code value = integer * scale}.
 *
 * <p>The scale maps the largest magnitude of its row or column to the largest integer allowed, so zero stays zero and no
 * value is clipped. Integers are rounded half to even.
 */
final class Int8Matrix {

    /**
     * The largest magnitude of a MatMul's weights: 7 bits. On x86 without VNNI, two products of an unsigned 8-bit
     * activation and a signed weight are added in 16 bits; {@code 2 * 255 * 64 = 32640} still fits below 32768.
     */
    static final int SATURATION_FREE = 64;

    /** The largest magnitude of values that are only looked up. */
    static final int WHOLE_RANGE = 127;

    private final int rows;
    private final int columns;
    private final byte[] integers;
    private final float[] scales;
    private final boolean scalePerColumn;

    private Int8Matrix(int rows, int columns, byte[] integers, float[] scales, boolean scalePerColumn) {
        this.rows = rows;
        this.columns = columns;
        this.integers = integers;
        this.scales = scales;
        this.scalePerColumn = scalePerColumn;
    }

    /** Quantises the weights of a MatMul, {@code [in, out]}, in 7 bits with a scale per output. */
    static Int8Matrix ofWeights(WeightTensor matrix, String name) {
        return quantize(matrix, true, SATURATION_FREE, name);
    }

    /** Quantises a table of embeddings, {@code [rows, width]}, in 8 bits with a scale per row. */
    static Int8Matrix ofTable(WeightTensor matrix, String name) {
        return quantize(matrix, false, WHOLE_RANGE, name);
    }

    private static Int8Matrix quantize(WeightTensor matrix, boolean scalePerColumn, int largest, String name) {
        int rows = (int) matrix.shape()[0];
        int columns = (int) matrix.shape()[1];
        // Not copied: a mapped table of embeddings can have a gigabyte.
        FloatBuffer values = matrix.values();
        requireFinite(values, columns, name);
        float[] scales = scales(values, columns, scalePerColumn ? columns : rows, scalePerColumn, largest);
        byte[] integers = new byte[values.capacity()];
        for (int i = 0; i < integers.length; i++) {
            double exact = values.get(i) / (double) scales[scalePerColumn ? i % columns : i / columns];
            integers[i] = (byte) Math.max(-largest, Math.min(largest, Math.rint(exact)));
        }
        return new Int8Matrix(rows, columns, integers, scales, scalePerColumn);
    }

    private static float[] scales(FloatBuffer values, int columns, int count, boolean perColumn, int largest) {
        float[] scales = new float[count];
        for (int i = 0; i < values.capacity(); i++) {
            int group = perColumn ? i % columns : i / columns;
            scales[group] = Math.max(scales[group], Math.abs(values.get(i)));
        }
        for (int group = 0; group < count; group++) {
            float scale = scales[group] / largest;
            // All values of the group are (almost) zero and become zero, whatever the scale is.
            scales[group] = scale < Float.MIN_NORMAL ? 1 : scale;
        }
        return scales;
    }

    private static void requireFinite(FloatBuffer values, int columns, String name) {
        for (int i = 0; i < values.capacity(); i++) {
            if (!Float.isFinite(values.get(i))) {
                throw new ModelFormatException("tensor '" + name + "' holds " + values.get(i) + " at [" + i / columns
                        + ", " + i % columns + "], expected finite numbers");
            }
        }
    }

    OnnxMl.TensorProto integers(String name) {
        List<Long> shape = List.of((long) rows, (long) columns);
        return Protos.tensor(name, OnnxMl.TensorProto.DataType.INT8, shape, integers);
    }

    /** The scales: {@code [columns]}, which broadcasts over rows, or {@code [rows, 1]}. */
    OnnxMl.TensorProto scales(String name) {
        List<Long> shape = scalePerColumn ? List.of((long) columns) : List.of((long) rows, 1L);
        byte[] bytes = WeightTensor.of(scales, scales.length).toBytes();
        return Protos.tensor(name, OnnxMl.TensorProto.DataType.FLOAT, shape, bytes);
    }

    /** Compares with the values that were quantised. */
    QuantizedTensor errors(WeightTensor original, String name, QuantizedTensor.Use use) {
        FloatBuffer values = original.values();
        double worst = 0;
        double squaredErrors = 0;
        double squares = 0;
        for (int i = 0; i < integers.length; i++) {
            float scale = scales[scalePerColumn ? i % columns : i / columns];
            double error = Math.abs(values.get(i) - integers[i] * scale);
            worst = Math.max(worst, error);
            squaredErrors += error * error;
            squares += (double) values.get(i) * values.get(i);
        }
        double relative = squares == 0 ? 0 : Math.sqrt(squaredErrors / squares);
        return new QuantizedTensor(name, use, rows, columns, worst, relative);
    }
}
