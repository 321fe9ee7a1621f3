package io.github.emotions4j.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The confusion counts of one label at every threshold that changes them. Step {@code i} predicts the examples of the
 * {@code i + 1} highest distinct scores, so step 0 has the highest threshold.
 *
 * <p>Immutable and thread-safe.
 */
public final class ThresholdCurve {

    private final double[] distinct;
    private final int[] predicted;
    private final int[] truePositives;
    private final int support;
    private final int examples;

    private ThresholdCurve(double[] distinct, int[] predicted, int[] truePositives, int support, int examples) {
        this.distinct = distinct;
        this.predicted = predicted;
        this.truePositives = truePositives;
        this.support = support;
        this.examples = examples;
    }

    /**
     * Makes the curve of one label.
     *
     * @param truth the true labels
     * @param scores the scores of the same examples and labels
     * @param labelId the label's id
     * @return its curve
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static ThresholdCurve of(TruthMatrix truth, ScoreMatrix scores, int labelId) {
        scores.requireMatches(truth);
        return of(truth.column(labelId), scores.column(labelId));
    }

    static ThresholdCurve of(boolean[] truth, double[] scores) {
        int[] order = bestFirst(scores);
        double[] distinct = new double[order.length];
        int[] predicted = new int[order.length];
        int[] truePositives = new int[order.length];
        int steps = 0;
        int positives = 0;
        for (int rank = 0; rank < order.length; rank++) {
            positives += truth[order[rank]] ? 1 : 0;
            boolean lastOfItsScore = rank + 1 == order.length || scores[order[rank + 1]] != scores[order[rank]];
            if (lastOfItsScore) {
                distinct[steps] = scores[order[rank]];
                predicted[steps] = rank + 1;
                truePositives[steps] = positives;
                steps++;
            }
        }
        return new ThresholdCurve(
                Arrays.copyOf(distinct, steps),
                Arrays.copyOf(predicted, steps),
                Arrays.copyOf(truePositives, steps),
                positives,
                order.length);
    }

    /**
     * How many steps there are.
     *
     * @return the number of distinct scores, at least 1
     */
    public int steps() {
        return distinct.length;
    }

    /**
     * How many examples have the label.
     *
     * @return its support
     */
    public int support() {
        return support;
    }

    /**
     * The lowest score that a step predicts: the highest threshold that gives its counts.
     *
     * @param step the step, from 0
     * @return the score in [0, 1]
     */
    public double score(int step) {
        return distinct[step];
    }

    /**
     * The counts of a step.
     *
     * @param step the step, from 0
     * @return right and wrong decisions
     */
    public ConfusionCounts counts(int step) {
        return ConfusionCounts.of(truePositives[step], predicted[step], support, examples);
    }

    /**
     * The counts at any threshold.
     *
     * @param threshold the threshold; a label is predicted when its score is at least this
     * @return right and wrong decisions
     */
    public ConfusionCounts countsAt(double threshold) {
        int step = lastStepAtOrAbove(threshold);
        return step < 0 ? ConfusionCounts.of(0, 0, support, examples) : counts(step);
    }

    /**
     * A threshold that gives a step's counts with the most room on both sides.
     *
     * @param step the step, from 0
     * @return halfway between the step's score and the next lower one, halfway to 0 for the last step
     */
    public double midpointBelow(int step) {
        double next = step + 1 < distinct.length ? distinct[step + 1] : 0;
        double midpoint = next + (distinct[step] - next) / 2;
        return midpoint > next ? midpoint : distinct[step];
    }

    private int lastStepAtOrAbove(double threshold) {
        int low = 0;
        int high = distinct.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (distinct[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private static int[] bestFirst(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((first, second) -> Double.compare(scores[second], scores[first]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
