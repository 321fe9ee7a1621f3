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
 * The calibration of a model's probabilities. Immutable and thread-safe.
 *
 * @param scaling the scale and offset of each label, folded into the classifier
 * @param before the error of {@link AdaptiveCalibration} with the original scores, on the texts of the fit
 * @param after the same error with the calibrated scores, on the texts of the fit; a lower bound for other texts
 */
public record CalibrationReport(PlattScaling scaling, OptionalDouble before, OptionalDouble after) {

    /** Refuses null. */
    public CalibrationReport {
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /**
     * Fits calibration with the default priors.
     *
     * @param truth the true labels of texts that the model was not trained on
     * @param scores the model's scores of these texts
     * @return the fit, with the calibration error before and after it
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
     * A summary in one line.
     *
     * @return as in
     *     {@code calibration error of scores from 0.05 on 0.061 to 0.011, scales 0.60 to 0.93, offsets -0.91 to 0.10}
     */
    public String description() {
        return String.format(
                Locale.ROOT,
                "calibration error of scores from %s on %s to %s, scales %.2f to %.2f, offsets %.2f to %.2f",
                AdaptiveCalibration.LEAST_SCORE,
                figure(before.orElse(Double.NaN)),
                figure(after.orElse(Double.NaN)),
                smallest(scaling.scales()),
                largest(scaling.scales()),
                smallest(scaling.offsets()),
                largest(scaling.offsets()));
    }

    private static String figure(double error) {
        return Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%.3f", error);
    }

    private static double smallest(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
