package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class EmbeddingRowOrderTest {

    private static final EncodedExample TRAIN = EncodedExample.of(new int[] {5, 3, 5}, List.of(0));

    private final EmbeddingRowOrder order = EmbeddingRowOrder.of(List.of(TRAIN), 6, 1);

    @Test
    void tokensOfTrainingTextsAndThoseUpToThePaddingTokenComeFirst() {
        assertThat(order.rowsWithGradient()).isEqualTo(4);
        try (Tensor matrix = matrix()) {
            order.sort(matrix);
            assertThat(firsts(matrix)).containsExactly(0, 10, 30, 50, 20, 40);
        }
    }

    @Test
    void tokenIdsHaveTheRowsOfTheirEmbeddings() {
        assertThat(List.of(order.row(5), order.row(3), order.row(1), order.row(2), order.row(4)))
                .containsExactly(3, 2, 1, 4, 5);
        assertThat(order.rowOfTokenId()).containsExactly(0, 1, 4, 2, 5, 3);
    }

    @Test
    void unsortUndoesSort() {
        try (Tensor matrix = matrix()) {
            order.sort(matrix);
            order.unsort(matrix);
            assertThat(firsts(matrix)).containsExactly(0, 10, 20, 30, 40, 50);
        }
    }

    /** Six rows; the first number of each is ten times its token id. */
    private static Tensor matrix() {
        return Parameter.toTensor(WeightTensor.of(new float[] {0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51}, 6, 2));
    }

    private static float[] firsts(Tensor matrix) {
        float[] all = Parameter.toWeights(matrix).toArray();
        return new float[] {all[0], all[2], all[4], all[6], all[8], all[10]};
    }
}
