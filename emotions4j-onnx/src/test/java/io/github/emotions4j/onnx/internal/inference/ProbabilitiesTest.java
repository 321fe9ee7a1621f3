package io.github.emotions4j.onnx.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.modelfolder.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbabilitiesTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "fear", "neutral");

    @Test
    void labelsThatDoNotCompeteHaveASigmoidEach() {
        assertThat(Probabilities.of(new float[] {0f, (float) Math.log(3), -2f}, ProblemType.MULTI_LABEL, LABELS))
                .containsExactly(new float[] {0.5f, 0.75f, 0.11920292f}, within(1e-7f));
    }

    @Test
    void labelsThatCompeteShareOne() {
        assertThat(Probabilities.of(
                        new float[] {(float) Math.log(1), (float) Math.log(2), (float) Math.log(5)},
                        ProblemType.SINGLE_LABEL,
                        LABELS))
                .containsExactly(new float[] {0.125f, 0.25f, 0.625f}, within(1e-7f));
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void theLargestLogitsStayInRange(ProblemType problemType) {
        float[] logits = {Float.MAX_VALUE, -Float.MAX_VALUE, 0f};

        float[] probabilities = Probabilities.of(logits, problemType, LABELS);

        assertThat(probabilities[0]).isEqualTo(1f);
        assertThat(probabilities[1]).isEqualTo(0f);
        assertThat(probabilities[2]).isBetween(0f, 1f);
    }

    @Test
    void namesTheLabelWhoseLogitIsNoFiniteNumber() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Probabilities.of(new float[] {0f, wrong, 0f}, ProblemType.MULTI_LABEL, LABELS))
                    .isInstanceOf(InferenceException.class)
                    .hasMessage("logit of 'fear' is " + wrong + ", expected a finite number");
        }
    }
}
