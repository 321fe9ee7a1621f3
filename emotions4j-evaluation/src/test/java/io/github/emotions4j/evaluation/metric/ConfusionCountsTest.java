package io.github.emotions4j.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionCountsTest {

    private static final ConfusionCounts COUNTS = new ConfusionCounts(3, 1, 2, 4);

    @Test
    void metricsMatchHandCounts() {
        assertThat(COUNTS.accuracy()).isEqualTo(0.7);
        assertThat(COUNTS.precision()).isEqualTo(0.75);
        assertThat(COUNTS.recall()).isEqualTo(0.6);
        assertThat(COUNTS.f1()).isEqualTo(6.0 / 9.0);
        // (3 * 4 - 1 * 2) / sqrt(4 * 5 * 5 * 6)
        assertThat(COUNTS.mcc()).isCloseTo(10 / Math.sqrt(600), within(1e-15));
        assertThat(COUNTS.support()).isEqualTo(5);
        assertThat(COUNTS.predicted()).isEqualTo(4);
        assertThat(COUNTS.examples()).isEqualTo(10);
    }

    @Test
    void fBetaWeighsRecallAgainstPrecision() {
        // beta 2: 5 * 3 / (5 * 3 + 4 * 2 + 1); beta 0.5: 1.25 * 3 / (1.25 * 3 + 0.25 * 2 + 1)
        assertThat(COUNTS.fBeta(2)).isEqualTo(15.0 / 24.0);
        assertThat(COUNTS.fBeta(0.5)).isEqualTo(3.75 / 5.25);
    }

    @Test
    void aRatioWithoutDenominatorIsZeroAndSaysSo() {
        ConfusionCounts never = new ConfusionCounts(0, 0, 0, 7);

        assertThat(never.precision()).isZero();
        assertThat(never.recall()).isZero();
        assertThat(never.f1()).isZero();
        assertThat(never.mcc()).isZero();
        assertThat(never.precisionIsDefined()).isFalse();
        assertThat(never.recallIsDefined()).isFalse();
        assertThat(never.f1IsDefined()).isFalse();
        assertThat(ConfusionCounts.NONE.accuracy()).isZero();
    }

    @Test
    void f1IsDefinedWhenTheLabelIsTrueOrPredicted() {
        assertThat(new ConfusionCounts(0, 0, 1, 6).f1IsDefined()).isTrue();
        assertThat(new ConfusionCounts(0, 1, 0, 6).f1IsDefined()).isTrue();
        assertThat(new ConfusionCounts(0, 0, 1, 6).precisionIsDefined()).isFalse();
        assertThat(new ConfusionCounts(0, 1, 0, 6).recallIsDefined()).isFalse();
    }

    @Test
    void mccOfLargeCountsDoesNotOverflow() {
        ConfusionCounts large = new ConfusionCounts(3_000_000_000L, 0, 0, 3_000_000_000L);

        assertThat(large.mcc()).isCloseTo(1, within(1e-12));
    }

    @Test
    void refusesANegativeCount() {
        assertThatThrownBy(() -> new ConfusionCounts(1, -2, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("false positives -2");
    }
}
