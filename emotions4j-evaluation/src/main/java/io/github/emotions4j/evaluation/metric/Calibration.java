package io.github.emotions4j.evaluation.metric;

import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Calibration of all scores: compares mean score and share of true labels in {@value #BINS} bins of equal width. Each
 * pair of example and label counts once. A bin holds scores above its lower edge up to and including its upper edge; 0
 * is in the first bin.
 *
 * <p>Source: Guo et al. 2017, On Calibration of Modern Neural Networks
 * (<a href="https://proceedings.mlr.press/v70/guo17a.html">paper</a>), with one pool of binary decisions in place of
 * the most likely class. Immutable and thread-safe.
 *
 * @param bins the bins that hold a score, lowest first
 */
public record Calibration(List<Bin> bins) {

    /** The number of bins in [0, 1]. */
    public static final int BINS = 10;

    /**
     * The scores of one bin.
     *
     * @param decisions number of pairs of example and label, at least 1
     * @param meanScore mean score, in [0, 1]
     * @param shareTrue share of the pairs whose label is true, in [0, 1]
     */
    public record Bin(long decisions, double meanScore, double shareTrue) {}

    /** Makes the calibration from bins in ascending order of score. */
    public Calibration {
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
    public static Calibration of(TruthMatrix truth, ScoreMatrix scores) {
        scores.requireMatches(truth);
        long[] decisions = new long[BINS];
        double[] sums = new double[BINS];
        long[] positives = new long[BINS];
        for (int labelId = 0; labelId < truth.labels().size(); labelId++) {
            for (int example = 0; example < truth.exampleCount(); example++) {
                double score = scores.score(example, labelId);
                int bin = binOf(score);
                decisions[bin]++;
                sums[bin] += score;
                positives[bin] += truth.isTrue(example, labelId) ? 1 : 0;
            }
        }
        return of(decisions, sums, positives);
    }

    /** From the sums of each bin; empty bins are left out. */
    static Calibration of(long[] decisions, double[] sums, long[] positives) {
        return new Calibration(binsWithDecisions(decisions, sums, positives));
    }

    static List<Bin> binsWithDecisions(long[] decisions, double[] sums, long[] positives) {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < decisions.length; bin++) {
            if (decisions[bin] > 0) {
                bins.add(new Bin(decisions[bin], sums[bin] / decisions[bin], (double) positives[bin] / decisions[bin]));
            }
        }
        return bins;
    }

    /**
     * Expected calibration error: the mean distance between mean score and share of true labels, each bin weighted by
     * its number of decisions.
     *
     * @return the error in [0, 1], 0 when every score is right on average
     */
    public double error() {
        double distance = 0;
        long decisions = 0;
        for (Bin bin : bins) {
            distance += bin.decisions() * Math.abs(bin.meanScore() - bin.shareTrue());
            decisions += bin.decisions();
        }
        return distance / decisions;
    }

    /** The bin of a score, from 0. */
    static int binOf(double score) {
        int bin = 0;
        while (bin < BINS - 1 && score > (bin + 1) / (double) BINS) {
            bin++;
        }
        return bin;
    }
}
