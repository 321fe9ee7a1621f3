package io.github.emotions4j.evaluation.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.internal.LogOdds;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdRegularisationTest {

    private static final LabelSet LABELS = LabelSet.of("grief");

    /** One lucky positive far above the rest, and two among the negatives at 0.3. */
    private static final TruthMatrix TRUTH = TruthMatrix.of(
            LABELS, new boolean[][] {{true}, {false}, {true}, {true}, {false}, {false}, {false}, {false}});

    private static final ScoreMatrix SCORES =
            ScoreMatrix.of(LABELS, new double[][] {{0.9}, {0.35}, {0.32}, {0.3}, {0.2}, {0.15}, {0.1}, {0.1}});

    private static final ThresholdCurve CURVE = ThresholdCurve.of(TRUTH, SCORES, 0);

    private static final ThresholdSearch PLAIN = ThresholdSearch.plain(ThresholdCandidates.exact());

    @Test
    void shrinkageTakesTheMeanOfLogOddsWeightedByPositives() {
        ThresholdRegularisation shrinkage = new ThresholdRegularisation.Shrinkage(3);
        double own = new ThresholdRegularisation.None().choose(CURVE, PLAIN, 0.8);

        // three positives against a strength of three: halfway in log-odds
        double expected = LogOdds.toProbability((LogOdds.of(own) + LogOdds.of(0.8)) / 2);
        assertThat(own).isCloseTo(0.25, within(1e-15));
        assertThat(shrinkage.choose(CURVE, PLAIN, 0.8)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void weakShrinkageKeepsTheLabelsOwnThresholdAndStrongTakesTheGlobalOne() {
        assertThat(new ThresholdRegularisation.Shrinkage(1e-9).choose(CURVE, PLAIN, 0.8))
                .isCloseTo(0.25, within(1e-6));
        assertThat(new ThresholdRegularisation.Shrinkage(1e9).choose(CURVE, PLAIN, 0.8))
                .isCloseTo(0.8, within(1e-6));
    }

    @Test
    void aNarrowKernelChangesNothing() {
        assertThat(new ThresholdRegularisation.GaussianKernel(1e-6).choose(CURVE, PLAIN, 0.5))
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void theKernelDoesNotDetectScoresOfZero() {
        TruthMatrix truth = TruthMatrix.of(LABELS, new boolean[][] {{true}, {false}, {false}});
        ScoreMatrix scores = ScoreMatrix.of(LABELS, new double[][] {{0.9}, {0}, {0}});
        ThresholdCurve curve = ThresholdCurve.of(truth, scores, 0);

        assertThat(new ThresholdRegularisation.GaussianKernel(0.4).choose(curve, PLAIN, 0.5))
                .isEqualTo(0.45);
    }

    @Test
    void theKernelPrefersABroadMaximumToASharpPeak() {
        // best alone: between 0.401 and 0.4, where F1 is 1 - but only there; the broad hill reaches from 0.39 down to
        // 0.01
        TruthMatrix truth = TruthMatrix.of(LABELS, new boolean[][] {{true}, {true}, {false}, {false}, {true}});
        ScoreMatrix scores = ScoreMatrix.of(LABELS, new double[][] {{0.9}, {0.401}, {0.4}, {0.39}, {0.38}});
        ThresholdCurve curve = ThresholdCurve.of(truth, scores, 0);

        double sharp = new ThresholdRegularisation.None().choose(curve, PLAIN, 0.5);
        double broad = new ThresholdRegularisation.GaussianKernel(1).choose(curve, PLAIN, 0.5);

        assertThat(sharp).isCloseTo(0.4005, within(1e-12));
        assertThat(broad).isCloseTo(0.19, within(1e-12));
    }

    @Test
    void scorePriorMixesCountsWithWhatTheScoresPromise() {
        // a prior worth far more than the positives follows the scores alone: expected F1 by cut is
        // 2 * 0.9 / (1 + 2.42), 2 * 1.25 / (2 + 2.42), 2 * 1.57 / (3 + 2.42), 2 * 1.87 / (4 + 2.42), falling from there
        double chosen = new ThresholdRegularisation.ScorePrior(1e9).choose(CURVE, PLAIN, 0.5);

        assertThat(CURVE.expectedTruePositivesAt(0)).isCloseTo(2.42, within(1e-12));
        assertThat(CURVE.expectedTruePositivesAt(0.31)).isCloseTo(1.57, within(1e-12));
        assertThat(CURVE.expectedTruePositivesAt(0.95)).isZero();
        assertThat(chosen).isCloseTo(0.25, within(1e-12));
        assertThat(new ThresholdRegularisation.ScorePrior(1e-9).choose(CURVE, PLAIN, 0.5))
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void refusesAStrengthOrWidthThatIsNotPositive() {
        assertThatThrownBy(() -> new ThresholdRegularisation.Shrinkage(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("strength is 0.0");
        assertThatThrownBy(() -> new ThresholdRegularisation.GaussianKernel(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width is -1.0");
        assertThatThrownBy(() -> new ThresholdRegularisation.ScorePrior(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("strength is NaN");
    }

    @Test
    void crossValidationPunishesASearchThatFollowsNoise() {
        // scores are noise for a rare label: its own best threshold is an accident, which unseen examples do not repeat
        Random random = new Random(1);
        boolean[][] truth = new boolean[400][1];
        double[][] scores = new double[400][1];
        for (int row = 0; row < truth.length; row++) {
            truth[row][0] = row % 40 == 0;
            scores[row][0] = random.nextDouble();
        }
        List<ThresholdCrossValidation.Result> results = new ThresholdCrossValidation(5, 4, 11)
                .compare(
                        TruthMatrix.of(LABELS, truth),
                        ScoreMatrix.of(LABELS, scores),
                        List.of(PLAIN, PLAIN.withCandidates(ThresholdCandidates.grid())));

        assertThat(results.get(0).gain()).isZero();
        assertThat(results.get(0).macroF1()).isLessThan(results.get(0).seenMacroF1());
        assertThat(results.get(1).gain())
                .isCloseTo(results.get(1).macroF1() - results.get(0).macroF1(), within(1e-12));
        assertThat(ThresholdCrossValidation.format(results)).contains("f1, exact, per label, none");
    }

    @Test
    void crossValidationGivesTheSameResultForTheSameSeed() {
        ThresholdCrossValidation validation = new ThresholdCrossValidation(2, 3, 5);

        assertThat(validation.compare(TRUTH, SCORES, List.of(PLAIN)))
                .isEqualTo(validation.compare(TRUTH, SCORES, List.of(PLAIN)));
    }

    @Test
    void crossValidationNeedsFoldsAndAnExampleForEach() {
        assertThatThrownBy(() -> new ThresholdCrossValidation(1, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 folds and 2 repeats");
        assertThatThrownBy(() -> new ThresholdCrossValidation(9, 2, 0).compare(TRUTH, SCORES, List.of(PLAIN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 examples, expected at least one for each of 9 folds");
    }
}
