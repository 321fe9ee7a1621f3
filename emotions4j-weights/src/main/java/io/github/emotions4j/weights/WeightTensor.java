package io.github.emotions4j.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * An fp32 tensor: a shape and its values in C order.
 *
 * <p>Immutable and thread-safe: {@link #values()} is a read-only view. The values may lie in a mapped file.
 */
public final class WeightTensor {

    private final long[] shape;
    private final FloatBuffer values;

    private WeightTensor(long[] shape, FloatBuffer values) {
        this.shape = shape;
        this.values = values;
    }

    /**
     * Makes a tensor over values.
     *
     * @param values the values in C order; not copied
     * @param shape its sizes, each at least 0
     * @return the tensor
     * @throws IllegalArgumentException if the values are not as many as the shape says
     */
    public static WeightTensor of(float[] values, long... shape) {
        return of(FloatBuffer.wrap(values), shape);
    }

    /**
     * Makes a tensor over a buffer.
     *
     * @param values the remaining values in C order; not copied
     * @param shape its sizes, each at least 0
     * @return the tensor
     * @throws IllegalArgumentException if the values are not as many as the shape says
     */
    public static WeightTensor of(FloatBuffer values, long... shape) {
        long expected = 1;
        for (long size : shape) {
            expected = Math.multiplyExact(expected, size);
        }
        if (values.remaining() != expected) {
            throw new IllegalArgumentException("found " + values.remaining() + " values, expected " + expected
                    + " for shape " + Arrays.toString(shape));
        }
        return new WeightTensor(shape.clone(), values.slice().asReadOnlyBuffer());
    }

    /**
     * The sizes of the tensor.
     *
     * @return a copy
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * How many values there are.
     *
     * @return the product of the shape
     */
    public int size() {
        return values.capacity();
    }

    /**
     * The values in C order.
     *
     * @return a new read-only view from the first value to the last
     */
    public FloatBuffer values() {
        return values.duplicate().rewind();
    }

    /**
     * The values as an array.
     *
     * @return a copy in C order
     */
    public float[] toArray() {
        float[] copy = new float[size()];
        values().get(copy);
        return copy;
    }

    /**
     * The values as little-endian bytes, as safetensors and ONNX store them.
     *
     * @return a copy, four bytes per value
     */
    public byte[] toBytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(size(), Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values());
        return bytes.array();
    }

    /**
     * This matrix with rows and columns swapped.
     *
     * @return a new tensor of shape {@code [columns, rows]}
     * @throws IllegalStateException if this is no matrix
     */
    public WeightTensor transposed() {
        if (shape.length != 2) {
            throw new IllegalStateException("only a matrix can be transposed, this is " + this);
        }
        int rows = (int) shape[0];
        int columns = (int) shape[1];
        float[] source = toArray();
        float[] target = new float[source.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                target[column * rows + row] = source[row * columns + column];
            }
        }
        return of(target, columns, rows);
    }

    /**
     * The shape, for people.
     *
     * @return as in {@code WeightTensor[384, 384]}
     */
    @Override
    public String toString() {
        return "WeightTensor" + Arrays.toString(shape);
    }
}
