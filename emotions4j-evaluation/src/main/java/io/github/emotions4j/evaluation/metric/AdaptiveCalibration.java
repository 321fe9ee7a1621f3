package io.github.emotions4j.evaluation.metric;

import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether scores that a reader gets to see mean what they say: all pairs of example and label that score at least
 * {@value #LEAST_SCORE}, in {@value #BINS} bins of equal mass, and in each bin the mean score beside the share that is
 * true. Most pairs score next to nothing, and {@link Calibration} is nearly all theirs; here they are left out, and no
 * bin is empty or full of noise.
 *
 * <p>Equal scores share a bin: the one that the first of them falls into. So the order of the examples has no influence.
 *
 * <p>Source: bins of equal mass from Nguyen and O'Connor 2015, Posterior calibration and exploratory analysis for natural
 * language processing models (<a href="https://aclanthology.org/D15-1182/">paper</a>); the error from Naeini et al. 2015,
 * Obtaining Well Calibrated Probabilities Using Bayesian Binning, and Guo et al. 2017, On Calibration of Modern Neural
 * Networks (<a href="https://proceedings.mlr.press/v70/guo17a.html">paper</a>); both with a least score in Nixon et al.
 * 2019, Measuring Calibration in Deep Learning, as thresholded adaptive calibration error, there per label, here with
 * one pool of all labels. Immutable and thread-safe.
 *
 * @param bins the bins that hold a pair, lowest first; none when no pair scores enough
 */
public record AdaptiveCalibration(List<Calibration.Bin> bins) {

    /** How many bins the pairs are shared out to. */
    public static final int BINS = 15;

    /** Pairs that score less are left out. */
    public static final double LEAST_SCORE = 0.05;

    /** Copies the bins. */
    public AdaptiveCalibration {
        bins = List.copyOf(bins);
    }

    /**
     * Shares out the pairs that score enough.
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
     * Expected calibration error: the mean distance between mean score and share true, each bin weighted by its pairs.
     *
     * @return the error in [0, 1], 0 when every bin is right on average; empty when no pair scores enough
     */
    public OptionalDouble error() {
        return bins.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(new Calibration(bins).error());
    }
}
