package io.github.emotions4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThresholdsTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "anger");

    @Test
    void aScoreAtTheThresholdIsDetected() {
        Thresholds thresholds = Thresholds.of(LABELS, new double[] {0.25, 1});
        assertThat(thresholds.detects(0, 0.25)).isTrue();
        assertThat(thresholds.detects(0, Math.nextDown(0.25))).isFalse();
        assertThat(thresholds.detects(1, 1)).isTrue();
    }

    @Test
    void refusesValuesOutsideTheRangeOrTooFew() {
        assertThatThrownBy(() -> Thresholds.of(LABELS, new double[] {0.5, 1.01}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threshold of 'anger' is 1.01");
        assertThatThrownBy(() -> Thresholds.of(LABELS, new double[] {Double.NaN, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Thresholds.of(LABELS, new double[] {0.5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 1 thresholds");
    }

    @Test
    void equalsByLabelsAndValues() {
        assertThat(Thresholds.constant(LABELS, 0.5))
                .isEqualTo(Thresholds.of(LABELS, new double[] {0.5, 0.5}))
                .hasSameHashCodeAs(Thresholds.of(LABELS, new double[] {0.5, 0.5}))
                .isNotEqualTo(Thresholds.constant(LABELS, 0.4));
    }
}
