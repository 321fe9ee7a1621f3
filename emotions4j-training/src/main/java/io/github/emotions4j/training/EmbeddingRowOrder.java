package io.github.emotions4j.training;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The order of the word embeddings' rows during a run: first those of words that training texts hold, which are half of a
 * vocabulary or less. The others never have a gradient, so decay is all that happens to them. The padding token, and what
 * is before it, keep their rows.
 *
 * <p>Immutable and thread-safe.
 */
final class EmbeddingRowOrder {

    private final int[] tokenIdOfRow;
    private final int[] rowOfTokenId;
    private final int learned;

    private EmbeddingRowOrder(int[] tokenIdOfRow, int learned) {
        this.tokenIdOfRow = tokenIdOfRow;
        this.rowOfTokenId = new int[tokenIdOfRow.length];
        IntStream.range(0, tokenIdOfRow.length).forEach(row -> rowOfTokenId[tokenIdOfRow[row]] = row);
        this.learned = learned;
    }

    static EmbeddingRowOrder of(List<EncodedExample> train, int vocabularySize, int padTokenId) {
        BitSet learned = new BitSet();
        learned.set(0, padTokenId + 1);
        train.forEach(example -> example.stream().forEach(learned::set));
        IntStream others = IntStream.range(0, vocabularySize).filter(id -> !learned.get(id));
        return new EmbeddingRowOrder(IntStream.concat(learned.stream(), others).toArray(), learned.cardinality());
    }

    /** How many rows can have a gradient; they are the first. */
    int learned() {
        return learned;
    }

    /** The same data with rows for token ids. */
    TrainingData toRows(TrainingData data) {
        return new TrainingData(data.labels(), toRows(data.train()), toRows(data.dev()));
    }

    private List<EncodedExample> toRows(List<EncodedExample> examples) {
        return examples.stream()
                .map(example -> example.renumbered(rowOfTokenId))
                .toList();
    }

    /** Brings the rows of a table from the order of token ids, shape {@code [vocabulary, hidden]}, into this order. */
    void sort(Tensor table) {
        reorder(table, tokenIdOfRow);
    }

    /** Undoes {@link #sort}. */
    void unsort(Tensor table) {
        reorder(table, rowOfTokenId);
    }

    private static void reorder(Tensor table, int[] rows) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            table.copy_(torch.index_select(table, 0, Tensor.create(rows, rows.length)));
        }
    }
}
