package io.github.emotions4j.evaluation.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdObjectiveTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "fear");

    /**
     * joy by falling score: true 0.8, false 0.6, true 0.5, true 0.2, false 0.1; fear: false 0.9, true 0.6, then false.
     */
    private static final TruthMatrix TRUTH = TruthMatrix.of(
            LABELS, new boolean[][] {{true, false}, {false, true}, {true, false}, {true, false}, {false, false}});

    private static final ScoreMatrix SCORES =
            ScoreMatrix.of(LABELS, new double[][] {{0.8, 0.9}, {0.6, 0.6}, {0.5, 0.3}, {0.2, 0.1}, {0.1, 0.1}});

    private static final ThresholdSearch EXACT = ThresholdSearch.plain(ThresholdCandidates.exact());

    @Test
    void aHighBetaWantsRecallAndALowOnePrecision() {
        assertThat(joyAt(new ThresholdObjective.FBeta(4))).isCloseTo(0.15, within(1e-15));
        assertThat(joyAt(new ThresholdObjective.FBeta(0.1))).isCloseTo(0.7, within(1e-15));
    }

    @Test
    void wantedPrecisionTakesTheMostRecallThatHasIt() {
        // precision by cut: 1, 1/2, 2/3, 3/4, 3/5
        assertThat(joyAt(new ThresholdObjective.WantedPrecision(0.65))).isCloseTo(0.15, within(1e-15));
        assertThat(joyAt(new ThresholdObjective.WantedPrecision(0.8))).isCloseTo(0.7, within(1e-15));
    }

    @Test
    void wantedPrecisionThatNothingReachesTakesTheHighest() {
        // fear's precision by cut: 0, 1/2, 1/3, 1/5
        ThresholdChoice choice =
                EXACT.withObjective(new ThresholdObjective.WantedPrecision(0.9)).choose(TRUTH, SCORES);

        assertThat(choice.counts().get(1)).isEqualTo(new ConfusionCounts(1, 1, 0, 3));
    }

    @Test
    void oneGlobalThresholdMaximisesTheMeanOverLabels() {
        // at 0.15: joy TP 3 FP 1, F1 6/7; fear TP 1 FP 2, F1 1/2
        ThresholdChoice choice = EXACT.withScope(ThresholdSearch.Scope.GLOBAL)
                .withCandidates(ThresholdCandidates.grid())
                .choose(TRUTH, SCORES);

        assertThat(choice.thresholds().value(0)).isEqualTo(0.15);
        assertThat(choice.thresholds().value(1)).isEqualTo(0.15);
    }

    @Test
    void oneGlobalThresholdForAPrecisionPoolsAllDecisions() {
        // pooled precision at 0.35: (2 + 1) / (3 + 2); at 0.55: (1 + 1) / (2 + 2)
        ThresholdChoice choice = EXACT.withScope(ThresholdSearch.Scope.GLOBAL)
                .withCandidates(ThresholdCandidates.grid())
                .withObjective(new ThresholdObjective.WantedPrecision(0.6))
                .choose(TRUTH, SCORES);

        assertThat(choice.thresholds().value(0)).isEqualTo(0.35);
    }

    @Test
    void valueOfCountsIsTheMetric() {
        ConfusionCounts counts = new ConfusionCounts(3, 1, 2, 4);

        assertThat(ThresholdObjective.f1().value(counts)).isCloseTo(counts.f1(), within(1e-15));
        assertThat(new ThresholdObjective.FBeta(2).value(counts)).isCloseTo(counts.fBeta(2), within(1e-15));
        assertThat(ThresholdObjective.f1().value(ConfusionCounts.NONE)).isZero();
        assertThat(ThresholdObjective.f1().overall(List.of(counts, ConfusionCounts.NONE)))
                .isCloseTo(counts.f1() / 2, within(1e-15));
    }

    @Test
    void namesSayWhatIsMaximised() {
        assertThat(ThresholdObjective.f1().objectiveName()).isEqualTo("f1");
        assertThat(new ThresholdObjective.FBeta(0.5).objectiveName()).isEqualTo("f0.5");
        assertThat(new ThresholdObjective.FBeta(20).objectiveName()).isEqualTo("f20");
        assertThat(new ThresholdObjective.WantedPrecision(0.8).objectiveName()).isEqualTo("precision 0.8");
        assertThat(EXACT.description()).isEqualTo("f1, exact, per label, none");
        assertThat(EXACT.withScope(ThresholdSearch.Scope.GLOBAL)
                        .withCandidates(ThresholdCandidates.grid())
                        .description())
                .isEqualTo("f1, grid of 0.05, one global, none");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesABetaThatIsNotFiniteAndPositive(double beta) {
        assertThatThrownBy(() -> new ThresholdObjective.FBeta(beta))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beta is " + beta);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1.1, Double.NaN})
    void refusesAWantedPrecisionOutsideItsRange(double precision) {
        assertThatThrownBy(() -> new ThresholdObjective.WantedPrecision(precision))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wanted precision is " + precision);
    }

    private static double joyAt(ThresholdObjective objective) {
        return EXACT.withObjective(objective).choose(TRUTH, SCORES).thresholds().value(0);
    }
}
