package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Chooses a threshold per label that gives the best F1 on a split. Choose on one split and report on another: figures on
 * the split that chose are an oracle's.
 *
 * <p>A label that no example of the split has keeps {@link #FALLBACK}. Of thresholds that are equally good the lowest is
 * taken. Immutable and thread-safe.
 *
 * @param candidates which thresholds to try
 */
public record ThresholdSearch(ThresholdCandidates candidates) {

    /** The threshold of a label without positives. */
    public static final double FALLBACK = 0.5;

    /** Checks that nothing is missing. */
    public ThresholdSearch {
        Objects.requireNonNull(candidates, "candidates");
    }

    /**
     * The search that the commands use.
     *
     * @return the default search
     */
    public static ThresholdSearch defaults() {
        return new ThresholdSearch(ThresholdCandidates.exact());
    }

    /**
     * Chooses thresholds.
     *
     * @param truth the true labels of the split to choose on
     * @param scores the scores of the same examples and labels
     * @return the chosen thresholds, and what they reach on this split
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public ThresholdChoice choose(TruthMatrix truth, ScoreMatrix scores) {
        scores.requireMatches(truth);
        LabelSet labels = truth.labels();
        double[] thresholds = new double[labels.size()];
        List<ConfusionCounts> counts = new ArrayList<>();
        for (int labelId = 0; labelId < labels.size(); labelId++) {
            ThresholdCurve curve = ThresholdCurve.of(truth, scores, labelId);
            thresholds[labelId] = best(curve);
            counts.add(curve.countsAt(thresholds[labelId]));
        }
        return new ThresholdChoice(Thresholds.of(labels, thresholds), counts);
    }

    private double best(ThresholdCurve curve) {
        if (curve.support() == 0) {
            return FALLBACK;
        }
        double best = FALLBACK;
        double bestF1 = -1;
        for (double candidate : candidates.ascending(curve).toArray()) {
            double f1 = curve.countsAt(candidate).f1();
            if (f1 > bestF1) {
                bestF1 = f1;
                best = candidate;
            }
        }
        return best;
    }
}
