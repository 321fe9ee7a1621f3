package io.github.emotions4j.training;

/**
 * The learning-rate schedule: a linear rise from 0 during the warm-up, then a linear fall to 0.
 *
 * <p>Immutable and thread-safe. Source: transformers' {@code get_linear_schedule_with_warmup}.
 *
 * @param totalSteps all steps of the run
 * @param warmupSteps steps of the warm-up
 */
record LearningRateSchedule(long totalSteps, long warmupSteps) {

    static LearningRateSchedule of(long totalSteps, double warmup) {
        return new LearningRateSchedule(totalSteps, (long) Math.ceil(totalSteps * warmup));
    }

    /** The factor at a step counted from 0, in [0, 1]. */
    double factor(long step) {
        if (step < warmupSteps) {
            return (double) step / warmupSteps;
        }
        return Math.max(0, (double) (totalSteps - step) / Math.max(1, totalSteps - warmupSteps));
    }
}
