package io.github.emotions4j.training;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * A range of rows of one tensor in a list of tensors. It is small enough to stay in a core's cache, and to give workers
 * equal shares although the token embeddings alone are a third of a model.
 *
 * @param tensor the tensor's index in the list
 * @param firstRow the first row, along the first dimension
 * @param rows the number of rows
 * @param elements the number of elements in these rows
 */
record Slice(int tensor, long firstRow, long rows, long elements) {

    /** The largest number of elements in a slice of more than one row. */
    static final long MOST_ELEMENTS = 1 << 19;

    /** All rows of all tensors, the largest slices first, so that every n-th slice is about an n-th of the work. */
    static List<Slice> of(TensorVector tensors) {
        return IntStream.range(0, (int) tensors.size())
                .boxed()
                .flatMap(i -> of(i, tensors.get(i)))
                .sorted(Comparator.comparingLong(Slice::elements).reversed())
                .toList();
    }

    /** All rows of one tensor of at least one dimension. */
    static Stream<Slice> of(int place, Tensor tensor) {
        return of(place, tensor, 0, tensor.size(0));
    }

    /** The rows {@code [from, to)} of one tensor. */
    static Stream<Slice> of(int place, Tensor tensor, long from, long to) {
        long width = tensor.numel() / tensor.size(0);
        long step = Math.max(1, MOST_ELEMENTS / width);
        return LongStream.iterate(from, first -> first < to, first -> first + step)
                .mapToObj(first -> slice(place, first, Math.min(step, to - first), width));
    }

    private static Slice slice(int place, long first, long rows, long width) {
        return new Slice(place, first, rows, rows * width);
    }

    /** These rows, a view that belongs to the enclosing pointer scope. */
    Tensor of(Tensor whole) {
        return rows == whole.size(0) ? whole : whole.narrow(0, firstRow, rows);
    }
}
