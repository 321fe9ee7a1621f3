package io.github.emotions4j.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The permutation between token ids and rows of the token embedding matrix during a run. Rows of tokens that occur in
 * the training texts come first; they are half of the vocabulary or less. The other rows never have a gradient. The
 * padding token, and all token ids below it, keep their rows.
 *
 * <p>Used by {@link TokenEmbeddings} alone. Immutable and thread-safe.
 */
final class EmbeddingRowOrder {

    private final int[] tokenIdOfRow;
    private final int[] rowOfTokenId;
    private final int rowsWithGradient;

    private EmbeddingRowOrder(int[] tokenIdOfRow, int rowsWithGradient) {
        this.tokenIdOfRow = tokenIdOfRow;
        this.rowOfTokenId = new int[tokenIdOfRow.length];
        IntStream.range(0, tokenIdOfRow.length).forEach(row -> rowOfTokenId[tokenIdOfRow[row]] = row);
        this.rowsWithGradient = rowsWithGradient;
    }

    static EmbeddingRowOrder of(List<EncodedExample> train, int vocabularySize, int padTokenId) {
        BitSet used = new BitSet();
        used.set(0, padTokenId + 1);
        train.forEach(example -> example.stream().forEach(used::set));
        IntStream others = IntStream.range(0, vocabularySize).filter(id -> !used.get(id));
        return new EmbeddingRowOrder(IntStream.concat(used.stream(), others).toArray(), used.cardinality());
    }

    /** How many rows, counted from the first, can have a gradient. */
    int rowsWithGradient() {
        return rowsWithGradient;
    }

    int row(int tokenId) {
        return rowOfTokenId[tokenId];
    }

    /** The row of each token id, in the order of token ids. */
    long[] rowOfTokenId() {
        return Arrays.stream(rowOfTokenId).asLongStream().toArray();
    }

    /** Moves the rows of a matrix, shape {@code [vocabulary, hidden]}, from the order of token ids into this order. */
    void sort(Tensor matrix) {
        reorder(matrix, tokenIdOfRow);
    }

    /** Moves the rows of a matrix from this order back into the order of token ids. */
    void unsort(Tensor matrix) {
        reorder(matrix, rowOfTokenId);
    }

    private static void reorder(Tensor matrix, int[] rows) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            matrix.copy_(torch.index_select(matrix, 0, Tensor.create(rows, rows.length)));
        }
    }
}
