package io.github.emotions4j.evaluation.metric;

import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Calibration of the scores that a reader sees: compares mean score and share of true labels in {@value #BINS} bins of
 * equal mass. Only pairs of example and label with a score of at least {@value #LEAST_SCORE} count. Most pairs score
 * close to 0 and dominate {@link Calibration}; without them, no bin is empty or too small to measure.
 *
 * <p>Equal scores share a bin, the one that the first of them falls into. The order of the examples has no influence.
 *
 * <p>Sources: bins of equal mass, Nguyen and O'Connor 2015, Posterior calibration and exploratory analysis for natural
 * language processing models (<a href="https://aclanthology.org/D15-1182/">paper</a>); calibration error, Naeini et al.
 * 2015, Obtaining Well Calibrated Probabilities Using Bayesian Binning, and Guo et al. 2017, On Calibration of Modern
 * Neural Networks (<a href="https://proceedings.mlr.press/v70/guo17a.html">paper</a>); thresholded adaptive calibration
 * error, Nixon et al. 2019, Measuring Calibration in Deep Learning. Nixon et al. compute it per label; here all labels
 * are pooled. Immutable and thread-safe.
 *
 * @param bins the bins that hold a pair, lowest first; none when no pair reaches the least score
 */
public record AdaptiveCalibration(List<Calibration.Bin> bins) {

    /** The number of bins. */
    public static final int BINS = 15;

    /** The lowest score that counts. */
    public static final double LEAST_SCORE = 0.05;

    /** Makes the calibration from bins in ascending order of score. */
    public AdaptiveCalibration {
        bins = List.copyOf(bins);
    }

    /**
     * Computes the bins.
     *
     * @param truth the true labels
     * @param scores the scores of the same examples and labels
     * @return the bins
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static AdaptiveCalibration of(TruthMatrix truth, ScoreMatrix scores) {
        return RankedPairs.of(truth, scores).calibration();
    }

    /**
     * Expected calibration error: the mean distance between mean score and share of true labels, each bin weighted by
     * its number of pairs.
     *
     * @return the error in [0, 1], 0 when every bin is right on average; empty when no pair reaches the least score
     */
    public OptionalDouble error() {
        return bins.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(new Calibration(bins).error());
    }
}
