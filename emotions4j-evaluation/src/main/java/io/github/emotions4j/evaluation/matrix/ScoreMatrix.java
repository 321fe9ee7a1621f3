package io.github.emotions4j.evaluation.matrix;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.evaluation.internal.SameLabels;
import java.util.List;
import java.util.Objects;

/**
 * The scores of a system for a split: a probability for each example and label. Shape {@code [examples][labels]}.
 *
 * <p>Scores are doubles; a float is widened exactly, so a threshold decides as it does for
 * {@link Scores#emotions()}. Immutable and thread-safe.
 */
public final class ScoreMatrix {

    private final LabelSet labels;
    private final double[][] columns;

    private ScoreMatrix(LabelSet labels, double[][] columns) {
        this.labels = labels;
        this.columns = columns;
    }

    /**
     * Makes a score matrix from rows of floats.
     *
     * @param labels the labels
     * @param scores probabilities in [0, 1], shape {@code [examples][labels]}, at least one example; copied
     * @return the matrix
     * @throws IllegalArgumentException if there is no row, the length of a row is not the number of labels, or a
     *     score is not a number in [0, 1]; the message names row and label
     */
    public static ScoreMatrix of(LabelSet labels, float[][] scores) {
        double[][] rows = new double[scores.length][];
        for (int example = 0; example < scores.length; example++) {
            rows[example] = widened(scores[example]);
        }
        return of(labels, rows);
    }

    /**
     * Makes a score matrix from rows of doubles.
     *
     * @param labels the labels
     * @param scores probabilities in [0, 1], shape {@code [examples][labels]}, at least one example; copied
     * @return the matrix
     * @throws IllegalArgumentException if there is no row, the length of a row is not the number of labels, or a
     *     score is not a number in [0, 1]; the message names row and label
     */
    public static ScoreMatrix of(LabelSet labels, double[][] scores) {
        Objects.requireNonNull(labels, "labels");
        TruthMatrix.requireExamples(scores.length);
        double[][] columns = new double[labels.size()][scores.length];
        for (int example = 0; example < scores.length; example++) {
            TruthMatrix.requireWidth(scores[example].length, labels.size(), example);
            for (int labelId = 0; labelId < labels.size(); labelId++) {
                columns[labelId][example] = checked(scores[example][labelId], example, labels.name(labelId));
            }
        }
        return new ScoreMatrix(labels, columns);
    }

    /**
     * Makes a score matrix from a classifier's results.
     *
     * @param scores one result per example, all for the same labels, at least one
     * @return the matrix
     * @throws IllegalArgumentException if there is no result, or the results are for different labels
     */
    public static ScoreMatrix of(List<Scores> scores) {
        TruthMatrix.requireExamples(scores.size());
        LabelSet labels = scores.get(0).labels();
        for (Scores row : scores) {
            SameLabels.require(row.labels(), labels);
        }
        return of(labels, scores.stream().map(Scores::toArray).toArray(float[][]::new));
    }

    /**
     * The labels.
     *
     * @return the labels in id order
     */
    public LabelSet labels() {
        return labels;
    }

    /**
     * How many examples there are.
     *
     * @return the number of examples, at least 1
     */
    public int exampleCount() {
        return columns[0].length;
    }

    /**
     * The score of a label for an example.
     *
     * @param example the example's index
     * @param labelId the label's id
     * @return the probability in [0, 1]
     */
    public double score(int example, int labelId) {
        return columns[labelId][example];
    }

    /**
     * Selects examples.
     *
     * @param examples indices of the examples to take, at least one; one may be taken twice
     * @return a matrix of these examples in this order
     * @throws IllegalArgumentException if no index is given
     */
    public ScoreMatrix rows(int[] examples) {
        TruthMatrix.requireExamples(examples.length);
        double[][] taken = new double[columns.length][examples.length];
        for (int labelId = 0; labelId < columns.length; labelId++) {
            for (int row = 0; row < examples.length; row++) {
                taken[labelId][row] = columns[labelId][examples[row]];
            }
        }
        return new ScoreMatrix(labels, taken);
    }

    /**
     * Groups the labels. The score of a group is the highest score of its labels.
     *
     * @param groups the groups
     * @return a matrix with a column per group
     * @throws IllegalArgumentException if the groups are of other labels
     */
    public ScoreMatrix grouped(LabelGroups groups) {
        SameLabels.require(labels, groups.members());
        double[][] grouped = new double[groups.groups().size()][exampleCount()];
        for (int labelId = 0; labelId < columns.length; labelId++) {
            int groupId = groups.groupOf(labelId);
            for (int example = 0; example < exampleCount(); example++) {
                grouped[groupId][example] = Math.max(grouped[groupId][example], columns[labelId][example]);
            }
        }
        return new ScoreMatrix(groups.groups(), grouped);
    }

    /**
     * The scores of one label.
     *
     * @param labelId the label's id
     * @return a copy of shape {@code [examples]}
     */
    public double[] column(int labelId) {
        return columns[labelId].clone();
    }

    /**
     * Refuses scores that belong to other labels or another number of examples.
     *
     * @param truth the true labels to compare with
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public void requireMatches(TruthMatrix truth) {
        SameLabels.require(labels, truth.labels());
        if (exampleCount() != truth.exampleCount()) {
            throw new IllegalArgumentException(
                    "found scores of " + exampleCount() + " examples, expected " + truth.exampleCount());
        }
    }

    private static double checked(double score, int example, String label) {
        if (score >= 0 && score <= 1) {
            return score + 0.0; // -0.0 becomes 0.0, so that sorting and comparing agree
        }
        throw new IllegalArgumentException(
                "score of '" + label + "' in row " + example + " is " + score + ", expected a number in [0, 1]");
    }

    private static double[] widened(float[] row) {
        double[] wide = new double[row.length];
        for (int index = 0; index < row.length; index++) {
            wide[index] = row[index];
        }
        return wide;
    }

    @Override
    public String toString() {
        return "ScoreMatrix[" + exampleCount() + " examples, " + labels.size() + " labels]";
    }
}
