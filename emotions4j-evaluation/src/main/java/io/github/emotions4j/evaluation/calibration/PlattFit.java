package io.github.emotions4j.evaluation.calibration;

import io.github.emotions4j.evaluation.internal.LogOdds;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits {@link PlattScaling} to a split: the scale and offset of each label that maximise the likelihood of its true
 * labels. Normal priors pull scales towards 1 and offsets towards 0, so that a label with few examples does not
 * overfit. A label that is true for no example or for all keeps its scores.
 *
 * <p>Deterministic: the problem is convex, and Newton's method with step halving finds its only minimum. Source: Platt
 * 1999, Probabilistic Outputs for Support Vector Machines; Guo et al. 2017, On Calibration of Modern Neural Networks
 * (<a href="https://proceedings.mlr.press/v70/guo17a.html">paper</a>). Immutable and thread-safe.
 *
 * @param scaleStrength inverse variance of the prior of scales around 1, above 0
 * @param offsetStrength inverse variance of the prior of offsets around 0, above 0
 */
public record PlattFit(double scaleStrength, double offsetStrength) {

    /** The lowest scale. It keeps the order of scores even where they do not correlate with the true labels. */
    public static final double LEAST_SCALE = 0.1;

    private static final double DEFAULT_SCALE_STRENGTH = 10;
    private static final double DEFAULT_OFFSET_STRENGTH = 1;

    /**
     * Refuses priors out of range.
     *
     * @throws IllegalArgumentException if one is not above 0 or not finite
     */
    public PlattFit {
        LogOdds.requirePositive(scaleStrength, "scale strength");
        LogOdds.requirePositive(offsetStrength, "offset strength");
    }

    /**
     * The priors that cross-validation on the dev split of GoEmotions selected.
     *
     * @return the default fit
     */
    public static PlattFit defaults() {
        return new PlattFit(DEFAULT_SCALE_STRENGTH, DEFAULT_OFFSET_STRENGTH);
    }

    /**
     * Fits every label.
     *
     * @param truth the true labels of a split that the model did not learn from
     * @param scores a sigmoid model's scores of the same examples and labels
     * @return one line per label
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public PlattScaling fit(TruthMatrix truth, ScoreMatrix scores) {
        scores.requireMatches(truth);
        List<PlattScaling.Line> lines = IntStream.range(0, truth.labels().size())
                .parallel()
                .mapToObj(labelId -> line(truth.column(labelId), scores.column(labelId)))
                .toList();
        return new PlattScaling(truth.labels(), lines);
    }

    private PlattScaling.Line line(boolean[] truth, double[] scores) {
        if (IntStream.range(0, truth.length).allMatch(example -> truth[example] == truth[0])) {
            return PlattScaling.Line.IDENTITY;
        }
        double[] logits = IntStream.range(0, scores.length)
                .mapToDouble(example -> LogOdds.of(scores[example]))
                .toArray();
        return new PlattLikelihood(truth, logits, this).best();
    }
}
