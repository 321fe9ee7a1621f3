package io.github.emotions4j.evaluation.metric;

import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;

/**
 * The contribution of each example to the bins of {@link Calibration}, in arrays of shape {@code [examples * BINS]}.
 * Immutable and thread-safe.
 */
final class ResampledCalibration {

    private final int[] decisions;
    private final double[] scores;
    private final int[] positives;

    private ResampledCalibration(int cells) {
        this.decisions = new int[cells];
        this.scores = new double[cells];
        this.positives = new int[cells];
    }

    static ResampledCalibration of(TruthMatrix truth, ScoreMatrix scores) {
        ResampledCalibration calibration = new ResampledCalibration(truth.exampleCount() * Calibration.BINS);
        for (int labelId = 0; labelId < truth.labels().size(); labelId++) {
            for (int example = 0; example < truth.exampleCount(); example++) {
                double score = scores.score(example, labelId);
                int cell = example * Calibration.BINS + Calibration.binOf(score);
                calibration.decisions[cell]++;
                calibration.scores[cell] += score;
                calibration.positives[cell] += truth.isTrue(example, labelId) ? 1 : 0;
            }
        }
        return calibration;
    }

    /** Expected calibration error where each example occurs as often as its weight says. */
    double error(int[] weights) {
        long[] allDecisions = new long[Calibration.BINS];
        double[] allScores = new double[Calibration.BINS];
        long[] allPositives = new long[Calibration.BINS];
        int cell = 0;
        for (int weight : weights) {
            for (int bin = 0; bin < Calibration.BINS; bin++, cell++) {
                allDecisions[bin] += (long) weight * decisions[cell];
                allScores[bin] += weight * scores[cell];
                allPositives[bin] += (long) weight * positives[cell];
            }
        }
        return Calibration.of(allDecisions, allScores, allPositives).error();
    }
}
