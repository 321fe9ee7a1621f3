package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
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
    private final double[] expectedTruePositives;
    private final int support;
    private final int examples;

    private ThresholdCurve(double[] distinct, int[] predicted, int[] truePositives, int support, int examples) {
        this.distinct = distinct;
        this.predicted = predicted;
        this.truePositives = truePositives;
        this.expectedTruePositives = expectedTruePositives(distinct, predicted);
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
        double[] all = scores.clone();
        double[] positives = IntStream.range(0, truth.length)
                .filter(example -> truth[example])
                .mapToDouble(example -> scores[example])
                .toArray();
        Arrays.sort(all);
        Arrays.sort(positives);
        double[] distinct = Arrays.stream(all).distinct().toArray();
        int[] predicted = new int[distinct.length];
        int[] truePositives = new int[distinct.length];
        for (int rank = 0; rank < distinct.length; rank++) {
            int step = distinct.length - 1 - rank;
            predicted[step] = countAtOrAbove(distinct[rank], all);
            truePositives[step] = countAtOrAbove(distinct[rank], positives);
        }
        return new ThresholdCurve(reversed(distinct), predicted, truePositives, positives.length, all.length);
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
     * How many examples there are.
     *
     * @return the number of examples, at least 1
     */
    public int examples() {
        return examples;
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
     * The expected number of true positives at a threshold if scores are probabilities: the sum of the scores at or
     * above it.
     *
     * @param threshold the threshold
     * @return the expected number, at least 0
     */
    public double expectedTruePositivesAt(double threshold) {
        int step = lastStepAtOrAbove(threshold);
        return step < 0 ? 0 : expectedTruePositives[step];
    }

    /**
     * The threshold of a step that is farthest from its neighbouring scores.
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

    private static int countAtOrAbove(double score, double[] ascending) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return ascending.length - low;
    }

    private static double[] expectedTruePositives(double[] distinct, int[] predicted) {
        double[] expectedTruePositives = new double[distinct.length];
        double sum = 0;
        for (int step = 0; step < distinct.length; step++) {
            int examplesOfThisScore = predicted[step] - (step == 0 ? 0 : predicted[step - 1]);
            sum += distinct[step] * examplesOfThisScore;
            expectedTruePositives[step] = sum;
        }
        return expectedTruePositives;
    }

    private static double[] reversed(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(index -> values[values.length - 1 - index])
                .toArray();
    }
}
