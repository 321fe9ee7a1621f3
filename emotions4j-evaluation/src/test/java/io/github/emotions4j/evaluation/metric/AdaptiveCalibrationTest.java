package io.github.emotions4j.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdaptiveCalibrationTest {

    private static final LabelSet JOY = LabelSet.of("joy");

    @Test
    void everyBinHoldsAsManyPairs() {
        // 30 pairs at 0.1, 0.1001 and so on, two in each bin; the first of two is true
        AdaptiveCalibration calibration = calibration(
                IntStream.range(0, 30).mapToDouble(row -> 0.1 + row / 10_000.0).toArray(), row -> row % 2 == 0);

        assertThat(calibration.bins())
                .hasSize(15)
                .extracting(Calibration.Bin::decisions)
                .containsOnly(2L);
        assertThat(calibration.bins()).extracting(Calibration.Bin::shareTrue).containsOnly(0.5);
        assertThat(calibration.bins().get(0).meanScore()).isCloseTo(0.10005, within(1e-12));
        // each bin is off by 0.5 minus its mean score, whose mean over the bins is 0.10145
        assertThat(calibration.error().orElseThrow()).isCloseTo(0.5 - 0.10145, within(1e-12));
    }

    @Test
    void pairsBelowTheLeastScoreAreLeftOut() {
        AdaptiveCalibration calibration = calibration(new double[] {0.0, 0.0499999, 0.05, 0.25}, row -> row < 3);

        assertThat(calibration.bins())
                .containsExactly(new Calibration.Bin(1, 0.05, 1), new Calibration.Bin(1, 0.25, 0));
        assertThat(calibration.error().orElseThrow()).isCloseTo((0.95 + 0.25) / 2, within(1e-12));
    }

    @Test
    void thereIsNoErrorWhenNoPairScoresEnough() {
        AdaptiveCalibration calibration = calibration(new double[] {0.0, 0.04}, row -> true);

        assertThat(calibration.bins()).isEmpty();
        assertThat(calibration.error()).isEmpty();
    }

    @Test
    void pairsOfOneScoreShareABinInWhateverOrderTheyCome() {
        double[] scores = IntStream.range(0, 40).mapToDouble(row -> 0.5).toArray();

        AdaptiveCalibration first = calibration(scores, row -> row < 10);
        AdaptiveCalibration last = calibration(scores, row -> row >= 30);

        assertThat(first.bins()).containsExactly(new Calibration.Bin(40, 0.5, 0.25));
        assertThat(last).isEqualTo(first);
    }

    @Test
    void aDrawWithoutSuchAPairHasNoError() {
        RankedPairs pairs = RankedPairs.of(
                TruthMatrix.of(JOY, new boolean[][] {{true}, {false}}),
                ScoreMatrix.of(JOY, new double[][] {{0.75}, {0.01}}));

        assertThat(pairs.calibration(new int[] {2, 0}).bins()).containsExactly(new Calibration.Bin(2, 0.75, 1));
        assertThat(pairs.calibration(new int[] {0, 2}).error()).isEmpty();
    }

    @Test
    void refusesScoresOfOtherExamples() {
        TruthMatrix truth = TruthMatrix.of(JOY, new boolean[][] {{true}});
        ScoreMatrix scores = ScoreMatrix.of(JOY, new double[][] {{0.5}, {0.5}});

        assertThatThrownBy(() -> AdaptiveCalibration.of(truth, scores))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scores of 2 examples, expected 1");
    }

    private static AdaptiveCalibration calibration(double[] scores, IntPredicate truth) {
        boolean[][] rows = new boolean[scores.length][];
        double[][] cells = new double[scores.length][];
        for (int row = 0; row < scores.length; row++) {
            rows[row] = new boolean[] {truth.test(row)};
            cells[row] = new double[] {scores[row]};
        }
        return AdaptiveCalibration.of(TruthMatrix.of(JOY, rows), ScoreMatrix.of(JOY, cells));
    }
}
