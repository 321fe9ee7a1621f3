package io.github.emotions4j.modelfolder.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A tensor whose values are read as fp32: a shape and the values in C order.
 *
 * <p>The values may lie in a mapped file. F16 and BF16 ones stay as they are there and are widened, exactly, each time
 * they are asked for, so that a folder in half precision never needs its fp32 size as a whole.
 *
 * <p>Immutable and thread-safe: {@link #values()} is a read-only view or a new buffer.
 */
public final class WeightTensor {

    private final long[] shape;
    private final ElementType type;
    private final int size;
    private final Supplier<FloatBuffer> values;

    private WeightTensor(long[] shape, ElementType type, int size, Supplier<FloatBuffer> values) {
        this.shape = shape;
        this.type = type;
        this.size = size;
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
        FloatBuffer view = values.slice().asReadOnlyBuffer();
        return new WeightTensor(shape.clone(), ElementType.F32, view.capacity(), view::duplicate);
    }

    /** Makes a tensor over the little-endian bytes of a type, which must be as many as the shape says. */
    static WeightTensor of(ByteBuffer bytes, ElementType type, long... shape) {
        ByteBuffer view = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int size = (int) ((long) view.capacity() * Byte.SIZE / type.bits());
        return new WeightTensor(
                shape.clone(), type, size, () -> type.floats(view.duplicate().order(ByteOrder.LITTLE_ENDIAN)));
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
        return size;
    }

    /**
     * What the values are stored as.
     *
     * @return safetensors' name of the type, such as {@code F32} or {@code BF16}
     */
    public String type() {
        return type.name();
    }

    /**
     * Whether the values can be had: those of {@code F32}, {@code F16} and {@code BF16} tensors can. A file may hold
     * others beside them, such as the position ids of old checkpoints, which no weights are made of.
     *
     * @return true if {@link #values()} has an answer
     */
    public boolean isReadable() {
        return type.isReadable();
    }

    /**
     * The values in C order, as fp32.
     *
     * @return a read-only view of the stored values, or a new buffer of widened ones; from the first value to the last
     * @throws IllegalStateException if the type is not one that {@link #isReadable()} names
     */
    public FloatBuffer values() {
        if (!isReadable()) {
            throw new IllegalStateException("the tensor holds " + type + ", expected F32, F16 or BF16: " + this);
        }
        return values.get();
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
