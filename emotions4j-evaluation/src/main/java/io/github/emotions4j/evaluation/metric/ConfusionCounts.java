package io.github.emotions4j.evaluation.metric;

/**
 * The confusion matrix of one label, and the metrics that follow from it. Immutable and thread-safe.
 *
 * <p>A ratio whose denominator is 0 counts as 0, as with {@code zero_division=0} of scikit-learn;
 * {@link #precisionIsDefined()} and the like tell such a 0 from a measured one.
 *
 * @param truePositives predicted and true
 * @param falsePositives predicted but not true
 * @param falseNegatives true but not predicted
 * @param trueNegatives neither
 */
public record ConfusionCounts(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /** The counts of no example, the neutral element of {@link #plus}. */
    public static final ConfusionCounts NONE = new ConfusionCounts(0, 0, 0, 0);

    /**
     * Refuses negative counts.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public ConfusionCounts {
        if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0 || trueNegatives < 0) {
            throw new IllegalArgumentException("a count is negative: true positives " + truePositives
                    + ", false positives " + falsePositives + ", false negatives " + falseNegatives
                    + ", true negatives " + trueNegatives);
        }
    }

    /**
     * Counts the decisions on one label.
     *
     * @param truth whether each example has the label
     * @param predictions whether the label was predicted for each example, same length
     * @return the four counts
     */
    public static ConfusionCounts of(boolean[] truth, boolean[] predictions) {
        int truePositives = 0;
        int predicted = 0;
        int support = 0;
        for (int example = 0; example < truth.length; example++) {
            predicted += predictions[example] ? 1 : 0;
            support += truth[example] ? 1 : 0;
            truePositives += predictions[example] && truth[example] ? 1 : 0;
        }
        return of(truePositives, predicted, support, truth.length);
    }

    /**
     * Derives the four counts from the sums that a threshold search keeps.
     *
     * @param truePositives predicted and true
     * @param predicted all that is predicted
     * @param support all that is true
     * @param examples how many examples there are
     * @return the four counts
     * @throws IllegalArgumentException if a resulting count is negative
     */
    public static ConfusionCounts of(long truePositives, long predicted, long support, long examples) {
        return new ConfusionCounts(
                truePositives,
                predicted - truePositives,
                support - truePositives,
                examples - predicted - support + truePositives);
    }

    /**
     * Adds the counts of another label or split.
     *
     * @param other the other counts
     * @return the sums
     */
    public ConfusionCounts plus(ConfusionCounts other) {
        return new ConfusionCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /**
     * How many examples have the label.
     *
     * @return true positives and false negatives
     */
    public long support() {
        return truePositives + falseNegatives;
    }

    /**
     * How many examples the label was predicted for.
     *
     * @return true positives and false positives
     */
    public long predicted() {
        return truePositives + falsePositives;
    }

    /**
     * How many examples were counted.
     *
     * @return the sum of the four counts
     */
    public long examples() {
        return predicted() + falseNegatives + trueNegatives;
    }

    /**
     * The share of right decisions, {@code (TP + TN) / examples}.
     *
     * @return accuracy in [0, 1], 0 without examples
     */
    public double accuracy() {
        return ratio(truePositives + trueNegatives, examples());
    }

    /**
     * The share of predictions that are right, {@code TP / (TP + FP)}.
     *
     * @return precision in [0, 1], 0 without predictions
     */
    public double precision() {
        return ratio(truePositives, predicted());
    }

    /**
     * The share of true labels found, {@code TP / (TP + FN)}.
     *
     * @return recall in [0, 1], 0 without true labels
     */
    public double recall() {
        return ratio(truePositives, support());
    }

    /**
     * The harmonic mean of precision and recall, {@code 2 TP / (2 TP + FP + FN)}.
     *
     * @return F1 in [0, 1], 0 without true labels and predictions
     */
    public double f1() {
        return fBeta(1);
    }

    /**
     * The F-beta score, in which recall has {@code beta} times the weight of precision:
     * {@code (1 + b²) TP / ((1 + b²) TP + b² FN + FP)}.
     *
     * @param beta weight of recall, above 0
     * @return F-beta in [0, 1], 0 without true labels and predictions
     */
    public double fBeta(double beta) {
        double square = beta * beta;
        double denominator = (1 + square) * truePositives + square * falseNegatives + falsePositives;
        return denominator == 0 ? 0 : (1 + square) * truePositives / denominator;
    }

    /**
     * Matthews correlation of prediction and truth.
     *
     * <p>Source: Matthews 1975 (<a href="https://doi.org/10.1016/0005-2795(75)90109-9">paper</a>).
     *
     * @return the correlation in [-1, 1], 0 when the label is always or never true or predicted
     */
    public double mcc() {
        double product =
                (double) predicted() * support() * (trueNegatives + falsePositives) * (trueNegatives + falseNegatives);
        double covariance = (double) truePositives * trueNegatives - (double) falsePositives * falseNegatives;
        return product == 0 ? 0 : covariance / Math.sqrt(product);
    }

    /**
     * Whether precision has a denominator.
     *
     * @return false when the label was never predicted
     */
    public boolean precisionIsDefined() {
        return predicted() > 0;
    }

    /**
     * Whether recall has a denominator.
     *
     * @return false when the label is never true
     */
    public boolean recallIsDefined() {
        return support() > 0;
    }

    /**
     * Whether F1 has a denominator.
     *
     * @return false when the label is never true and was never predicted
     */
    public boolean f1IsDefined() {
        return predicted() + support() > 0;
    }

    private static double ratio(long numerator, long denominator) {
        return denominator == 0 ? 0 : (double) numerator / denominator;
    }
}
