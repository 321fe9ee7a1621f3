package io.github.emotions4j.evaluation.calibration;

import io.github.emotions4j.evaluation.internal.LogOdds;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits {@link PlattScaling} to a split: per label the scale and offset under which its true labels are most likely, held
 * near 1 and 0 by normal priors so that a label with few examples does not follow their noise. A label that is never or
 * always true tells nothing of its scores' meaning and keeps them.
 *
 * <p>Deterministic; the problem is convex, and Newton's method with halved steps finds its only minimum. Source: Platt
 * 1999, Probabilistic Outputs for Support Vector Machines; Guo et al. 2017, On Calibration of Modern Neural Networks
 * (<a href="https://proceedings.mlr.press/v70/guo17a.html">paper</a>). Immutable and thread-safe.
 *
 * @param scaleStrength how strongly scales are held at 1: the inverse variance of their prior, above 0
 * @param offsetStrength how strongly offsets are held at 0, above 0
 */
public record PlattFit(double scaleStrength, double offsetStrength) {

    /** No scale is smaller: scores that say nothing, or the contrary of the truth, keep their order. */
    public static final double LEAST_SCALE = 0.1;

    private static final double DEFAULT_SCALE_STRENGTH = 10;
    private static final double DEFAULT_OFFSET_STRENGTH = 1;

    /**
     * Checks the strengths.
     *
     * @throws IllegalArgumentException if one is not above 0 or not finite
     */
    public PlattFit {
        LogOdds.requirePositive(scaleStrength, "scale strength");
        LogOdds.requirePositive(offsetStrength, "offset strength");
    }

    /**
     * The strengths that cross-validation on dev of GoEmotions chose.
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
