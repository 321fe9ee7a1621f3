package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepGradientsTest {

    @Test
    void sharesHaveEveryTextOnceTheShortOnesTogether() {
        List<EncodedExample> examples = List.of(ofLength(9), ofLength(2), ofLength(7), ofLength(3), ofLength(8));

        List<List<EncodedExample>> shares = StepGradients.shares(examples, 2);

        assertThat(shares.stream().map(StepGradientsTest::lengths)).containsExactly(List.of(2, 3, 7), List.of(8, 9));
    }

    @Test
    void oneTextIsOneShare() {
        List<EncodedExample> examples = List.of(ofLength(3));

        assertThat(StepGradients.shares(examples, 4)).containsExactly(examples);
    }

    private static List<Integer> lengths(List<EncodedExample> examples) {
        return examples.stream().map(EncodedExample::length).toList();
    }

    private static EncodedExample ofLength(int length) {
        return EncodedExample.of(new int[length], List.of());
    }
}
