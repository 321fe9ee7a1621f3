package io.github.emotions4j.training;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The token embeddings that one step uses. They alone take part in autograd: a step's texts hold a few hundred distinct
 * tokens, and a gradient of the whole matrix would be zeros for tens of thousands of others.
 *
 * <p>Made by {@link TokenEmbeddings}. Belongs to the enclosing pointer scope. Not thread-safe.
 *
 * @param rows the step's distinct rows of the embedding matrix in ascending order, shape {@code [rows]}, int64
 * @param leaf a copy of these rows, shape {@code [rows, hidden]}, requiring a gradient
 * @param paddingIndex the index of the padding token's row in {@code rows}
 * @param toRows gives the rows of token ids, in the same shape
 */
record StepTokenEmbeddings(Tensor rows, Tensor leaf, int paddingIndex, UnaryOperator<Tensor> toRows)
        implements TokenLookup {

    /** The padding token gets no gradient, also where a text contains it, as in transformers. */
    @Override
    public Tensor embeddings(Tensor tokenIds) {
        return torch.embedding(leaf, torch.bucketize(toRows.apply(tokenIds), rows), paddingIndex, false, false);
    }
}
