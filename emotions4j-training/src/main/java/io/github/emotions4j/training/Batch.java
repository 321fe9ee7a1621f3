package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch as libtorch tensors, owned by the enclosing pointer scope.
 *
 * @param tokenIds {@code [batch, length]}, int64
 * @param positions rows of the position embeddings, {@code [batch, length]}, where they are no plain range
 * @param padding {@code [batch, 1, 1, length]}, true at padding; meaningful only when {@code padded}
 * @param labels {@code [batch, labels]}, 0 or 1, fp32
 * @param teacher what teachers say, where an example of the batch has been taught
 * @param size examples
 * @param length tokens of the longest example
 * @param realTokens tokens without padding
 */
record Batch(
        Tensor tokenIds,
        Optional<Tensor> positions,
        Tensor padding,
        Tensor labels,
        Optional<Teacher> teacher,
        int size,
        int length,
        int realTokens) {

    static Batch of(List<EncodedExample> examples, int labelCount, EncoderConfig config) {
        int length = examples.stream().mapToInt(EncodedExample::length).max().orElseThrow();
        int size = examples.size();
        long[] ids = new long[size * length];
        boolean[] padding = new boolean[size * length];
        float[] labels = new float[size * labelCount];
        for (int row = 0; row < size; row++) {
            EncodedExample example = examples.get(row);
            for (int position = 0; position < length; position++) {
                boolean real = position < example.length();
                ids[row * length + position] = real ? example.tokenId(position) : config.padTokenId();
                padding[row * length + position] = !real;
            }
            for (int label : example.labelIds()) {
                labels[row * labelCount + label] = 1;
            }
        }
        return new Batch(
                Tensor.create(ids, size, length),
                positions(examples, ids, length, config),
                Tensor.create(padding, size, 1, 1, length),
                Tensor.create(labels, size, labelCount),
                Teacher.of(examples, labelCount),
                size,
                length,
                examples.stream().mapToInt(EncodedExample::length).sum());
    }

    /** RoBERTa counts the tokens that are not padding, and a text may hold padding tokens of its own. */
    private static Optional<Tensor> positions(
            List<EncodedExample> examples, long[] ids, int length, EncoderConfig config) {
        boolean plain = config.architecture() != Architecture.ROBERTA
                || examples.stream().noneMatch(example -> example.contains(config.padTokenId()));
        if (plain) {
            return Optional.empty();
        }
        long[] positions = new long[ids.length];
        for (int row = 0; row < examples.size(); row++) {
            int next = config.firstPosition();
            for (int i = row * length; i < (row + 1) * length; i++) {
                positions[i] = ids[i] == config.padTokenId() ? config.padTokenId() : next++;
            }
        }
        return Optional.of(Tensor.create(positions, examples.size(), length));
    }

    /**
     * What teachers say of the examples of a batch.
     *
     * @param logits {@code [batch, labels]}, fp32, 0 where an example was not taught
     * @param labelled {@code [batch, 1]}, fp32, 1 where an example has labels of its own, else 0
     * @param taught {@code [batch, 1]}, fp32, 1 where an example was taught, else 0
     */
    record Teacher(Tensor logits, Tensor labelled, Tensor taught) {

        static Optional<Teacher> of(List<EncodedExample> examples, int labelCount) {
            if (examples.stream().allMatch(example -> example.teacherLogits().isEmpty())) {
                return Optional.empty();
            }
            int size = examples.size();
            float[] logits = new float[size * labelCount];
            float[] labelled = new float[size];
            float[] taught = new float[size];
            for (int row = 0; row < size; row++) {
                int start = row * labelCount;
                Optional<float[]> said = examples.get(row).teacherLogits();
                said.ifPresent(values -> System.arraycopy(values, 0, logits, start, labelCount));
                labelled[row] = examples.get(row).labelled() ? 1 : 0;
                taught[row] = said.isPresent() ? 1 : 0;
            }
            return Optional.of(new Teacher(
                    Tensor.create(logits, size, labelCount),
                    Tensor.create(labelled, size, 1),
                    Tensor.create(taught, size, 1)));
        }

        /** The labels' share of each example's loss, {@code [batch, 1]}: all of it where no teacher was asked. */
        Tensor labelShare(double teacherShare) {
            return labelled.mul(taught.mul(new Scalar(-teacherShare)).add(new Scalar(1.0)));
        }

        /** The teacher's share of each example's loss, {@code [batch, 1]}: all of it where there are no labels. */
        Tensor teacherShare(double teacherShare) {
            return taught.mul(labelled.mul(new Scalar(teacherShare - 1)).add(new Scalar(1.0)));
        }
    }

    boolean padded() {
        return realTokens < size * length;
    }
}
