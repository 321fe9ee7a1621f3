package io.github.emotions4j.finetuning;

import io.github.emotions4j.evaluation.calibration.PlattFit;
import io.github.emotions4j.evaluation.calibration.PlattScaling;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How a model's probabilities were calibrated. Immutable and thread-safe.
 *
 * @param scaling what was folded into the classifier
 * @param before the error of {@link AdaptiveCalibration} on the texts of the fit, with the scores as they were
 * @param after the same with the calibrated scores, on the very texts of the fit: no honest figure of other texts
 */
public record CalibrationReport(PlattScaling scaling, OptionalDouble before, OptionalDouble after) {

    /** Checks that nothing is null. */
    public CalibrationReport {
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /**
     * Fits calibration with the default priors.
     *
     * @param truth the true labels of texts that the model did not learn from
     * @param scores its scores of them
     * @return the fit and what it brings on these texts
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static CalibrationReport fit(TruthMatrix truth, ScoreMatrix scores) {
        PlattScaling scaling = PlattFit.defaults().fit(truth, scores);
        return new CalibrationReport(
                scaling,
                AdaptiveCalibration.of(truth, scores).error(),
                AdaptiveCalibration.of(truth, scaling.apply(scores)).error());
    }

    /**
     * The figures for people.
     *
     * @return as in {@code calibration error of scores from 0.05 on 0.061 to 0.011, scales 0.60 to 0.93, offsets -0.91 to
     *     0.10}
     */
    public String description() {
        return String.format(
                Locale.ROOT,
                "calibration error of scores from %s on %s to %s, scales %.2f to %.2f, offsets %.2f to %.2f",
                AdaptiveCalibration.LEAST_SCORE,
                figure(before),
                figure(after),
                least(scaling.scales()),
                most(scaling.scales()),
                least(scaling.offsets()),
                most(scaling.offsets()));
    }

    private static String figure(OptionalDouble error) {
        return error.isPresent() ? String.format(Locale.ROOT, "%.3f", error.getAsDouble()) : "-";
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
