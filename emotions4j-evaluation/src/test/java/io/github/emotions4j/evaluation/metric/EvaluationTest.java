package io.github.emotions4j.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Four examples by three labels, counted by hand. At 0.5, 0.3 and 0.5: anger TP 1 FP 1 FN 1 TN 1; joy TP 2 FP 0 FN 0 TN
 * 2; grief is never predicted: TP 0 FP 0 FN 1 TN 3.
 */
class EvaluationTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy", "grief");
    private static final TruthMatrix TRUTH = TruthMatrix.of(
            LABELS,
            new boolean[][] {{true, false, false}, {true, true, false}, {false, true, true}, {false, false, false}});
    private static final ScoreMatrix SCORES = ScoreMatrix.of(
            LABELS, new float[][] {{0.9f, 0.1f, 0.0f}, {0.2f, 0.3125f, 0.0f}, {0.5f, 0.8f, 0.25f}, {0.4f, 0.2f, 0.0f}});
    private static final Thresholds THRESHOLDS = Thresholds.of(LABELS, new double[] {0.5, 0.3125, 0.5});
    private static final double PRECISE = 1e-15;

    private final Evaluation evaluation = Evaluation.of(TRUTH, SCORES, THRESHOLDS);

    @Test
    void countsEachLabelAtItsOwnThreshold() {
        assertThat(evaluation.labels())
                .extracting(LabelEvaluation::counts)
                .containsExactly(
                        new ConfusionCounts(1, 1, 1, 1),
                        new ConfusionCounts(2, 0, 0, 2),
                        new ConfusionCounts(0, 0, 1, 3));
        assertThat(evaluation.labels()).extracting(LabelEvaluation::label).containsExactly("anger", "joy", "grief");
        assertThat(evaluation.labels().get(1).threshold()).hasValue(0.3125);
    }

    @Test
    void averagePrecisionAndRocAucMatchHandCounts() {
        // anger by falling score: true 0.9, false 0.5, false 0.4, true 0.2
        assertThat(evaluation.labels().get(0).ranking()).contains(new RankingQuality((1.0 + 2.0 / 4.0) / 2, 2.0 / 4.0));
        // joy: both true ones first
        assertThat(evaluation.labels().get(1).ranking()).contains(new RankingQuality(1, 1));
        assertThat(evaluation.macroAveragePrecision().orElseThrow()).isCloseTo((0.75 + 1 + 1) / 3, within(PRECISE));
        assertThat(evaluation.macroRocAuc().orElseThrow()).isCloseTo((0.5 + 1 + 1) / 3, within(PRECISE));
    }

    @Test
    void aTieCountsHalfInRocAuc() {
        LabelSet one = LabelSet.of("joy");
        TruthMatrix truth = TruthMatrix.of(one, new boolean[][] {{true}, {false}, {false}});
        ScoreMatrix scores = ScoreMatrix.of(one, new double[][] {{0.5}, {0.5}, {0.1}});

        assertThat(RankedLabel.of(truth.column(0), scores.column(0)).quality()).contains(new RankingQuality(0.5, 0.75));
    }

    @Test
    void aLabelThatIsNeverOrAlwaysTrueHasNoRankingAndLeavesTheMacroMean() {
        TruthMatrix truth = TruthMatrix.of(LABELS, new boolean[][] {{false, true, false}, {false, true, true}});
        ScoreMatrix scores = ScoreMatrix.of(LABELS, new double[][] {{0.9, 0.1, 0.2}, {0.1, 0.2, 0.4}});
        Evaluation degenerate = Evaluation.of(truth, scores, THRESHOLDS);

        assertThat(degenerate.labels().get(0).ranking()).isEmpty();
        assertThat(degenerate.labels().get(1).ranking()).isEmpty();
        assertThat(degenerate.macroAveragePrecision()).hasValue(1);
        assertThat(degenerate.macroRocAuc()).hasValue(1);
    }

    @Test
    void calibrationErrorIsTheWeightedDistanceOfScoreAndTruth() {
        LabelSet one = LabelSet.of("joy");
        TruthMatrix truth = TruthMatrix.of(one, new boolean[][] {{true}, {false}, {true}, {false}});
        ScoreMatrix scores = ScoreMatrix.of(one, new double[][] {{0.75}, {0.8}, {0.0}, {0.1}});

        Calibration calibration = Calibration.of(truth, scores);

        // (0.7, 0.8] holds two scores of mean 0.775, [0, 0.1] two of mean 0.05; one half is true in each
        assertThat(calibration.bins())
                .containsExactly(new Calibration.Bin(2, 0.05, 0.5), new Calibration.Bin(2, 0.775, 0.5));
        assertThat(calibration.error()).isCloseTo((0.45 + 0.275) / 2, within(PRECISE));
    }

    @Test
    void aScoreEqualToTheThresholdIsAPrediction() {
        PredictionMatrix predictions = PredictionMatrix.of(SCORES, THRESHOLDS);

        assertThat(predictions.isPredicted(2, 0)).isTrue();
        assertThat(predictions.isPredicted(3, 0)).isFalse();
        assertThat(predictions.isPredicted(1, 1)).isTrue();
    }

    @Test
    void evaluatesPredictionsThatNoThresholdMade() {
        PredictionMatrix predictions = PredictionMatrix.of(SCORES, THRESHOLDS);
        Evaluation other = Evaluation.of(TRUTH, SCORES, predictions);

        assertThat(other.labels().get(0).threshold()).isEmpty();
        assertThat(other.macro()).isEqualTo(evaluation.macro());
    }

    @Test
    void subsetAccuracyCountsExamplesThatAreWhollyRight() {
        // the first and the last of four
        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.examples()).isEqualTo(4);
    }

    @Test
    void macroCountsUndefinedAsZero() {
        assertThat(evaluation.macro().precision()).isCloseTo((0.5 + 1 + 0) / 3, within(PRECISE));
        assertThat(evaluation.macro().recall()).isCloseTo((0.5 + 1 + 0) / 3, within(PRECISE));
        assertThat(evaluation.macro().f1()).isCloseTo((0.5 + 1 + 0) / 3, within(PRECISE));
        assertThat(evaluation.macroMcc()).isCloseTo((0 + 1 + 0) / 3.0, within(PRECISE));
    }

    @Test
    void microIsTheMetricOfTheSummedCounts() {
        // TP 3, FP 1, FN 2
        assertThat(evaluation.micro()).isEqualTo(new Averages(0.75, 0.6, 6.0 / 9.0));
    }

    @Test
    void weightedCountsALabelByItsSupport() {
        // supports 2, 2 and 1
        double weighted = (0.5 * 2 + 1 * 2 + 0) / 5;
        assertThat(evaluation.weighted().precision()).isCloseTo(weighted, within(PRECISE));
        assertThat(evaluation.weighted().recall()).isCloseTo(weighted, within(PRECISE));
        assertThat(evaluation.weighted().f1()).isCloseTo(weighted, within(PRECISE));
    }

    @Test
    void listsWhatIsUndefined() {
        TruthMatrix neverTrue = TruthMatrix.of(LABELS, new boolean[][] {{false, true, false}});
        ScoreMatrix scores = ScoreMatrix.of(LABELS, new double[][] {{0.9, 0.1, 0.1}});
        Evaluation degenerate = Evaluation.of(neverTrue, scores, Thresholds.constant(LABELS, 0.5));

        assertThat(degenerate.undefinedPrecision()).containsExactly("joy", "grief");
        assertThat(degenerate.undefinedRecall()).containsExactly("anger", "grief");
        assertThat(degenerate.undefinedF1()).containsExactly("grief");
    }

    @Test
    void weightedIsZeroWhenNothingIsTrue() {
        TruthMatrix nothing = TruthMatrix.of(LABELS, new boolean[][] {{false, false, false}});
        ScoreMatrix scores = ScoreMatrix.of(LABELS, new double[][] {{0.9, 0.1, 0.1}});

        assertThat(Evaluation.of(nothing, scores, THRESHOLDS).weighted()).isEqualTo(new Averages(0, 0, 0));
    }

    @Test
    void takesTheTruthFromADataset() {
        Dataset dataset = new Dataset(
                "dev", LABELS, List.of(new Example("a", List.of(1, 0), "x"), new Example("b", List.of(), "y")), "00");
        TruthMatrix truth = TruthMatrix.of(dataset);

        assertThat(truth.exampleCount()).isEqualTo(2);
        assertThat(truth.isTrue(0, 0)).isTrue();
        assertThat(truth.isTrue(0, 1)).isTrue();
        assertThat(truth.isTrue(0, 2)).isFalse();
        assertThat(truth.isTrue(1, 1)).isFalse();
        assertThat(truth.support(1)).isEqualTo(1);
    }

    @Test
    void refusesScoresOfOtherExamplesOrLabels() {
        ScoreMatrix tooShort = ScoreMatrix.of(LABELS, new double[][] {{0.9, 0.1, 0.1}});
        LabelSet others = LabelSet.of("a", "b", "c");

        assertThatThrownBy(() -> Evaluation.of(TRUTH, tooShort, THRESHOLDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scores of 1 examples, expected 4");
        PredictionMatrix tooFew = PredictionMatrix.of(tooShort, THRESHOLDS);
        assertThatThrownBy(() -> Evaluation.of(TRUTH, SCORES, tooFew))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predictions of 1 examples, expected 4");
        assertThatThrownBy(() -> Evaluation.of(TRUTH, SCORES, Thresholds.constant(others, 0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found labels [a, b, c], expected [anger, joy, grief]");
    }
}
