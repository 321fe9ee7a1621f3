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
 * @param positions rows of the position embeddings, {@code [batch, length]}, where not consecutive
 * @param padding {@code [batch, 1, 1, length]}, true at padding; meaningful only when {@code padded}
 * @param labels {@code [batch, labels]}, 0 or 1, fp32
 * @param teacher the teacher logits, where an example of the batch has some
 * @param realTokens tokens without padding
 */
record Batch(
        Tensor tokenIds,
        Optional<Tensor> positions,
        Tensor padding,
        Tensor labels,
        Optional<TeacherLogits> teacher,
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
                TeacherLogits.of(examples, labelCount),
                examples.stream().mapToInt(EncodedExample::length).sum());
    }

    /** RoBERTa counts the tokens that are not padding, and a text may contain padding tokens. */
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
     * The teacher logits of a batch.
     *
     * @param logits {@code [batch, labels]}, fp32, 0 where an example has none
     * @param labelled {@code [batch, 1]}, fp32, 1 where an example has labels of its own, else 0
     * @param present {@code [batch, 1]}, fp32, 1 where an example has teacher logits, else 0
     */
    record TeacherLogits(Tensor logits, Tensor labelled, Tensor present) {

        static Optional<TeacherLogits> of(List<EncodedExample> examples, int labelCount) {
            if (examples.stream().allMatch(example -> example.teacherLogits().isEmpty())) {
                return Optional.empty();
            }
            int size = examples.size();
            float[] logits = new float[size * labelCount];
            float[] labelled = new float[size];
            float[] present = new float[size];
            for (int row = 0; row < size; row++) {
                int start = row * labelCount;
                Optional<float[]> own = examples.get(row).teacherLogits();
                own.ifPresent(values -> System.arraycopy(values, 0, logits, start, labelCount));
                labelled[row] = examples.get(row).labelled() ? 1 : 0;
                present[row] = own.isPresent() ? 1 : 0;
            }
            return Optional.of(new TeacherLogits(
                    Tensor.create(logits, size, labelCount),
                    Tensor.create(labelled, size, 1),
                    Tensor.create(present, size, 1)));
        }

        /** The weight of each example's label loss, {@code [batch, 1]}: 1 where there are no teacher logits. */
        Tensor labelWeights(double teacherWeight) {
            return labelled.mul(present.mul(new Scalar(-teacherWeight)).add(new Scalar(1.0)));
        }

        /** The weight of each example's distillation loss, {@code [batch, 1]}: 1 where there are no labels. */
        Tensor teacherWeights(double teacherWeight) {
            return present.mul(labelled.mul(new Scalar(teacherWeight - 1)).add(new Scalar(1.0)));
        }
    }

    int size() {
        return (int) tokenIds.size(0);
    }

    /** Tokens of the longest example. */
    int length() {
        return (int) tokenIds.size(1);
    }

    boolean padded() {
        return realTokens < size() * length();
    }
}
