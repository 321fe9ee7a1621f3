package io.github.emotions4j.training;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch as libtorch tensors, owned by the enclosing pointer scope.
 *
 * @param tokenIds {@code [batch, length]}, int64
 * @param padding {@code [batch, 1, 1, length]}, true at padding; meaningful only when {@code padded}
 * @param labels {@code [batch, labels]}, 0 or 1, fp32
 * @param size examples
 * @param length tokens of the longest example
 * @param realTokens tokens without padding
 */
record Batch(Tensor tokenIds, Tensor padding, Tensor labels, int size, int length, int realTokens) {

    static Batch of(List<EncodedExample> examples, int labelCount, int padTokenId) {
        int length = examples.stream().mapToInt(EncodedExample::length).max().orElseThrow();
        int size = examples.size();
        long[] ids = new long[size * length];
        boolean[] padding = new boolean[size * length];
        float[] labels = new float[size * labelCount];
        for (int row = 0; row < size; row++) {
            EncodedExample example = examples.get(row);
            for (int position = 0; position < length; position++) {
                boolean real = position < example.length();
                ids[row * length + position] = real ? example.tokenId(position) : padTokenId;
                padding[row * length + position] = !real;
            }
            for (int label : example.labelIds()) {
                labels[row * labelCount + label] = 1;
            }
        }
        return new Batch(
                Tensor.create(ids, size, length),
                Tensor.create(padding, size, 1, 1, length),
                Tensor.create(labels, size, labelCount),
                size,
                length,
                examples.stream().mapToInt(EncodedExample::length).sum());
    }

    boolean padded() {
        return realTokens < size * length;
    }
}
