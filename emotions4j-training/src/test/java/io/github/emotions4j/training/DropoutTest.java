package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static float[] dropped(long seed, long step, double rate) {
        Dropout dropout = new Dropout(seed);
        dropout.startStep(step);
        Tensor result = dropout.apply(torch.ones(1000, 100), rate);
        return Parameter.toWeights(result).toArray();
    }

    @Test
    void dropsTheGivenShareAndKeepsTheMean() {
        int zeros = 0;
        double sum = 0;
        for (float value : dropped(1, 1, 0.1)) {
            zeros += value == 0 ? 1 : 0;
            sum += value;
        }
        assertThat(zeros / 1e5).isCloseTo(0.1, Offset.offset(0.005));
        assertThat(sum / 1e5).isCloseTo(1, Offset.offset(0.006));
    }

    @Test
    void dependsOnSeedAndStepAlone() {
        assertThat(dropped(1, 5, 0.3)).containsExactly(dropped(1, 5, 0.3));
        assertThat(dropped(1, 6, 0.3)).isNotEqualTo(dropped(1, 5, 0.3));
        assertThat(dropped(2, 5, 0.3)).isNotEqualTo(dropped(1, 5, 0.3));
    }

    @Test
    void rateZeroGivesTheInputBack() {
        Tensor input = torch.ones(3);
        assertThat(new Dropout(1).apply(input, 0)).isSameAs(input);
    }
}
