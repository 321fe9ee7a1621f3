package io.github.emotions4j.evaluation.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreMatrixTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy");

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1e-9, 1.0000001, Double.POSITIVE_INFINITY})
    void refusesAScoreThatIsNoProbability(double wrong) {
        double[][] rows = {{0, 1}, {0.5, wrong}};

        assertThatThrownBy(() -> ScoreMatrix.of(LABELS, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("score of 'joy' in row 1 is " + wrong);
    }

    @Test
    void refusesARowOfAnotherLengthAndNoRows() {
        assertThatThrownBy(() -> ScoreMatrix.of(LABELS, new double[][] {{0.1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 0 has 1 columns, expected one for each of 2 labels");
        assertThatThrownBy(() -> ScoreMatrix.of(LABELS, new float[0][]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no example");
        assertThatThrownBy(() -> TruthMatrix.of(LABELS, new boolean[][] {{true, false}, {true, false, true}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1 has 3 columns");
    }

    @Test
    void widensFloatsExactly() {
        ScoreMatrix scores = ScoreMatrix.of(LABELS, new float[][] {{0.1f, 0.9f}});

        assertThat(scores.score(0, 0)).isEqualTo((double) 0.1f).isNotEqualTo(0.1);
    }

    @Test
    void takesTheResultsOfAClassifier() {
        Thresholds thresholds = Thresholds.constant(LABELS, 0.5);
        ScoreMatrix scores = ScoreMatrix.of(List.of(
                Scores.of(thresholds, new float[] {0.25f, 0.5f}), Scores.of(thresholds, new float[] {0.75f, 1f})));

        assertThat(scores.exampleCount()).isEqualTo(2);
        assertThat(scores.score(1, 0)).isEqualTo(0.75);
        assertThat(scores.labels()).isEqualTo(LABELS);
    }

    @Test
    void refusesResultsOfDifferentLabelSets() {
        Scores first = Scores.of(Thresholds.constant(LABELS, 0.5), new float[] {0, 0});
        Scores second = Scores.of(Thresholds.constant(LabelSet.of("joy", "anger"), 0.5), new float[] {0, 0});

        assertThatThrownBy(() -> ScoreMatrix.of(List.of(first, second)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[joy, anger]");
    }

    @Test
    void keepsItsOwnCopyOfTheRows() {
        float[][] rows = {{0.25f, 0.5f}};
        ScoreMatrix scores = ScoreMatrix.of(LABELS, rows);

        rows[0][0] = 1f;

        assertThat(scores.score(0, 0)).isEqualTo(0.25);
    }
}
