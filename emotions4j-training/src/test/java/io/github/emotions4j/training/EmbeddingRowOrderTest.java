package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class EmbeddingRowOrderTest {

    private static final EncodedExample TRAIN = EncodedExample.of(new int[] {5, 3, 5}, List.of(0));
    private static final EncodedExample DEV = EncodedExample.of(new int[] {1, 2, 5, 4}, List.of(1));

    private final EmbeddingRowOrder order = EmbeddingRowOrder.of(List.of(TRAIN), 6, 1);

    @Test
    void wordsOfTrainingTextsAndThoseUpToThePaddingTokenComeFirst() {
        assertThat(order.learned()).isEqualTo(4);
        try (Tensor table = table()) {
            order.sort(table);
            assertThat(firsts(table)).containsExactly(0, 10, 30, 50, 20, 40);
        }
    }

    @Test
    void examplesHaveTheRowsOfTheirWords() {
        TrainingData rows = order.toRows(new TrainingData(LabelSet.of("joy", "fear"), List.of(TRAIN), List.of(DEV)));

        assertThat(rows.train().get(0).tokenIds()).containsExactly(3, 2, 3);
        assertThat(rows.dev().get(0).tokenIds()).containsExactly(1, 4, 3, 5);
        assertThat(rows.dev().get(0).labelIds()).containsExactly(1);
    }

    @Test
    void examplesKeepWhatTeachersSay() {
        EncodedExample taught = TRAIN.taught(new float[] {1, 2});

        TrainingData rows = order.toRows(new TrainingData(LabelSet.of("joy", "fear"), List.of(taught), List.of()));

        assertThat(rows.train().get(0).teacherLogits()).hasValue(new float[] {1, 2});
    }

    @Test
    void unsortUndoesSort() {
        try (Tensor table = table()) {
            order.sort(table);
            order.unsort(table);
            assertThat(firsts(table)).containsExactly(0, 10, 20, 30, 40, 50);
        }
    }

    /** Six words; the first number of each is ten times its token id. */
    private static Tensor table() {
        return Parameter.toTensor(WeightTensor.of(new float[] {0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51}, 6, 2));
    }

    private static float[] firsts(Tensor table) {
        float[] all = Parameter.toWeights(table).toArray();
        return new float[] {all[0], all[2], all[4], all[6], all[8], all[10]};
    }
}
