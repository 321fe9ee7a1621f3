package io.github.emotions4j.evaluation;

import java.util.Optional;

/**
 * How well the scores of a label put its examples before the others, whatever the threshold. Immutable and thread-safe.
 *
 * @param averagePrecision the sum over all thresholds of precision times the recall gained there, without interpolation,
 *     in [0, 1]
 * @param rocAuc area under the ROC curve: how likely an example with the label scores above one without, a tie counting
 *     one half, in [0, 1]
 */
public record RankingQuality(double averagePrecision, double rocAuc) {

    /**
     * Judges one label's order.
     *
     * @param curve the label's counts at every threshold
     * @return its quality, or empty when the label is true for no example or for all
     */
    public static Optional<RankingQuality> of(ThresholdCurve curve) {
        if (curve.support() == 0 || curve.support() == curve.examples()) {
            return Optional.empty();
        }
        double precisionArea = 0;
        double rocArea = 0;
        ConfusionCounts before = ConfusionCounts.NONE;
        for (int step = 0; step < curve.steps(); step++) {
            ConfusionCounts counts = curve.counts(step);
            long gained = counts.truePositives() - before.truePositives();
            precisionArea += gained * counts.precision();
            rocArea += (counts.falsePositives() - before.falsePositives())
                    * (before.truePositives() + counts.truePositives())
                    / 2.0;
            before = counts;
        }
        double negatives = curve.examples() - curve.support();
        return Optional.of(
                new RankingQuality(precisionArea / curve.support(), rocArea / (negatives * curve.support())));
    }
}
