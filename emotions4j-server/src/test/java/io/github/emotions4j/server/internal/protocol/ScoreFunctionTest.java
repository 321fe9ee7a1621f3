package io.github.emotions4j.server.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.server.internal.routing.RequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreFunctionTest {

    @Test
    void ranksTheScoresOfTheModelAsTheyAre() {
        assertThat(ScoreFunction.SIGMOID.ranked(scores(0.1f, 0.9f, 0.1f)))
                .containsExactly(
                        new ScoreFunction.Entry(1, "b", 0.9f),
                        new ScoreFunction.Entry(0, "a", 0.1f),
                        new ScoreFunction.Entry(2, "c", 0.1f));
    }

    @Test
    void softmaxIsThatOfTheLogits() {
        // logits 0, ln 3 and -ln 3: exponentials 1, 3 and 1/3 with the sum 13/3
        assertThat(ScoreFunction.SOFTMAX.ranked(scores(0.5f, 0.75f, 0.25f)))
                .extracting(ScoreFunction.Entry::score)
                .satisfiesExactly(
                        first -> assertThat(first).isCloseTo(9 / 13d, within(1e-6)),
                        second -> assertThat(second).isCloseTo(3 / 13d, within(1e-6)),
                        third -> assertThat(third).isCloseTo(1 / 13d, within(1e-6)));
    }

    @ParameterizedTest
    @EnumSource
    void scoresAreFiniteWhereRoundingGaveZeroOrOne(ScoreFunction function) {
        assertThat(function.ranked(scores(0f, 1f, 1f)))
                .extracting(ScoreFunction.Entry::score)
                .allSatisfy(score -> assertThat(score).isFinite());
    }

    @Test
    void namesAreInLowerCaseOnly() {
        assertThat(ScoreFunction.named("f", "softmax")).isEqualTo(ScoreFunction.SOFTMAX);
        assertThatThrownBy(() -> ScoreFunction.named("f", "SOFTMAX"))
                .isInstanceOf(RequestException.class)
                .hasMessage("'f' has an unknown value, expected sigmoid, softmax or none");
    }

    private static Scores scores(float... values) {
        return Scores.of(Thresholds.constant(LabelSet.of("a", "b", "c"), 0.5), values);
    }
}
