package io.github.emotions4j.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The rows of the word embeddings that one step needs. They alone take part in autograd: a step's texts hold a few hundred
 * words, and a gradient of the whole table would be zeros for tens of thousands of others.
 *
 * <p>Belongs to the enclosing pointer scope. Not thread-safe.
 *
 * @param tokenIds the step's distinct token ids, which are rows in {@link EmbeddingRowOrder}, in ascending order, shape {@code [rows]}, int64
 * @param leaf their rows, shape {@code [rows, hidden]}, requiring a gradient
 * @param paddingRow the padding token's place among them
 */
record StepTokenEmbeddings(Tensor tokenIds, Tensor leaf, int paddingRow) {

    static StepTokenEmbeddings of(Tensor table, List<EncodedExample> examples, int padTokenId) {
        long[] distinct = LongStream.concat(
                        LongStream.of(padTokenId),
                        examples.stream().flatMapToInt(EncodedExample::stream).asLongStream())
                .sorted()
                .distinct()
                .toArray();
        try (NoGradGuard noGrad = new NoGradGuard()) {
            Tensor tokenIds = Tensor.create(distinct, distinct.length);
            Tensor leaf = torch.index_select(table, 0, tokenIds);
            leaf.set_requires_grad(true);
            return new StepTokenEmbeddings(tokenIds, leaf, Arrays.binarySearch(distinct, padTokenId));
        }
    }

    /**
     * The embeddings of a batch's tokens, shape {@code [batch, length, hidden]}. The padding token learns nothing, as in
     * transformers, also where a text says it.
     */
    Tensor embeddings(Batch batch) {
        return torch.embedding(leaf, torch.bucketize(batch.tokenIds(), tokenIds), paddingRow, false, false);
    }
}
