package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

    @Test
    void fallsInALineFromOneToZero() {
        LearningRateSchedule schedule = LearningRateSchedule.of(10, 0);
        assertThat(schedule.factor(0)).isEqualTo(1);
        assertThat(schedule.factor(5)).isEqualTo(0.5);
        assertThat(schedule.factor(9)).isEqualTo(0.1);
        assertThat(schedule.factor(10)).isZero();
    }

    @Test
    void risesOverTheWarmup() {
        LearningRateSchedule schedule = LearningRateSchedule.of(100, 0.1);
        assertThat(schedule.factor(0)).isZero();
        assertThat(schedule.factor(5)).isEqualTo(0.5);
        assertThat(schedule.factor(10)).isEqualTo(1);
        assertThat(schedule.factor(55)).isEqualTo(0.5);
    }
}
