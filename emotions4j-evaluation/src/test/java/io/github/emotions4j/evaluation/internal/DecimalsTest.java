package io.github.emotions4j.evaluation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalsTest {

    @Test
    void anExactHalfGoesToTheEvenDigit() {
        // 45 / 80, which the reference card prints as 0.562
        assertThat(Decimals.three(0.5625)).isEqualTo("0.562");
        assertThat(Decimals.three(0.0625)).isEqualTo("0.062");
        assertThat(Decimals.three(0.1875)).isEqualTo("0.188");
    }

    @Test
    void aThresholdShowsFourDecimalsOnlyWhereTwoDoNotSayIt() {
        assertThat(Decimals.threshold(0.5)).isEqualTo("0.50");
        assertThat(Decimals.threshold(0.05)).isEqualTo("0.05");
        assertThat(Decimals.threshold(0.12345)).isEqualTo("0.1235");
    }

    @Test
    void aNegativeFigureKeepsItsSign() {
        assertThat(Decimals.three(-0.25)).isEqualTo("-0.250");
    }
}
