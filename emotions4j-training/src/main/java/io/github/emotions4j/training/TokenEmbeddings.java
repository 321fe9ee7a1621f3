package io.github.emotions4j.training;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The gradient of the words that a run learns, kept from step to step: the optimiser moves the row of each, also without a
 * gradient in this step, by its momentum. All zeros between two steps.
 *
 * <p>Owns native memory. Not thread-safe.
 */
final class TokenEmbeddings implements AutoCloseable {

    private final Tensor gradient;

    /**
     * @param table the word embeddings, shape {@code [vocabulary, hidden]}, fp32
     * @param learned how many of their rows, from the first, can have a gradient
     */
    TokenEmbeddings(Tensor table, int learned) {
        this.gradient = torch.zeros(learned, table.size(1));
    }

    /** The gradient of the table's learned rows, given that of a step's rows; valid until {@link #clear}. */
    Tensor spread(StepTokenEmbeddings rows, Tensor gradientOfRows) {
        try (NoGradGuard noGrad = new NoGradGuard()) {
            return gradient.index_copy_(0, rows.tokenIds(), gradientOfRows);
        }
    }

    void clear(StepTokenEmbeddings rows) {
        try (NoGradGuard noGrad = new NoGradGuard()) {
            gradient.index_fill_(0, rows.tokenIds(), new org.bytedeco.pytorch.Scalar(0.0));
        }
    }

    @Override
    public void close() {
        gradient.close();
    }
}
