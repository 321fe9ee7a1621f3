package io.github.emotions4j.evaluation.matrix;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.internal.SameLabels;

/**
 * The labels that a system predicted for a split. Shape {@code [examples][labels]}. Immutable and thread-safe.
 */
public final class PredictionMatrix {

    private final LabelSet labels;
    private final boolean[][] columns;

    /** Keeps the columns, shape {@code [labels][examples]}, without copying them. */
    PredictionMatrix(LabelSet labels, boolean[][] columns) {
        this.labels = labels;
        this.columns = columns;
    }

    /**
     * Applies thresholds: a label is predicted when {@code score >= threshold}.
     *
     * @param scores the scores
     * @param thresholds one threshold per label
     * @return the predicted labels
     * @throws IllegalArgumentException if the label sets differ
     */
    public static PredictionMatrix of(ScoreMatrix scores, Thresholds thresholds) {
        SameLabels.require(thresholds.labels(), scores.labels());
        boolean[][] columns = new boolean[scores.labels().size()][scores.exampleCount()];
        for (int labelId = 0; labelId < columns.length; labelId++) {
            for (int example = 0; example < scores.exampleCount(); example++) {
                columns[labelId][example] = thresholds.detects(labelId, scores.score(example, labelId));
            }
        }
        return new PredictionMatrix(scores.labels(), columns);
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
     * Whether a label was predicted for an example.
     *
     * @param example the example's index
     * @param labelId the label's id
     * @return true when it was predicted
     */
    public boolean isPredicted(int example, int labelId) {
        return columns[labelId][example];
    }

    /**
     * Groups the labels. A group is predicted when one of its labels is.
     *
     * @param groups the groups
     * @return a matrix with a column per group
     * @throws IllegalArgumentException if the groups are of other labels
     */
    public PredictionMatrix grouped(LabelGroups groups) {
        SameLabels.require(labels, groups.members());
        return new PredictionMatrix(groups.groups(), TruthMatrix.anyMember(groups, columns));
    }

    /**
     * The predictions of one label.
     *
     * @param labelId the label's id
     * @return a copy of shape {@code [examples]}, true where the label was predicted
     */
    public boolean[] column(int labelId) {
        return columns[labelId].clone();
    }

    /**
     * Refuses predictions that belong to other labels or another number of examples.
     *
     * @param truth the true labels to compare with
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public void requireMatches(TruthMatrix truth) {
        SameLabels.require(labels, truth.labels());
        if (exampleCount() != truth.exampleCount()) {
            throw new IllegalArgumentException(
                    "found predictions of " + exampleCount() + " examples, expected " + truth.exampleCount());
        }
    }

    @Override
    public String toString() {
        return "PredictionMatrix[" + exampleCount() + " examples, " + labels.size() + " labels]";
    }
}
