package io.github.emotions4j.onnx.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.modelfolder.ProblemType;
import org.junit.jupiter.api.Test;

class WindowPoolingTest {

    @Test
    void aLabelThatStandsAloneHasItsHighestScore() {
        WindowPooling scores = new WindowPooling(ProblemType.MULTI_LABEL, 3);
        scores.add(new float[] {0.1f, 0.9f, 0f});
        scores.add(new float[] {0.3f, 0.2f, 0f});

        assertThat(scores.toArray()).containsExactly(0.3f, 0.9f, 0f);
    }

    @Test
    void labelsThatCompeteHaveTheirMeanWhichSumsToOne() {
        WindowPooling scores = new WindowPooling(ProblemType.SINGLE_LABEL, 2);
        scores.add(new float[] {0.25f, 0.75f});
        scores.add(new float[] {0.5f, 0.5f});
        scores.add(new float[] {0.75f, 0.25f});
        scores.add(new float[] {1f, 0f});

        assertThat(scores.toArray()).containsExactly(0.625f, 0.375f);
    }
}
