package io.github.emotions4j.training;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Rows of one of several tensors: few enough that what is done to them stays in a core's cache, and that workers get equal
 * shares though one tensor is a third of a model.
 *
 * @param tensor the tensor's place
 * @param firstRow the first row, along the first dimension
 * @param rows how many
 * @param elements numbers in these rows
 */
record Slice(int tensor, long firstRow, long rows, long elements) {

    /** Numbers in a slice at most, but for rows that are longer. */
    static final long MOST_ELEMENTS = 1 << 19;

    /** All rows of all tensors, each in one slice; the largest first, so that every other slice makes half of all. */
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

    /** The rows of one tensor from one on, up to another, which is left out. */
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
