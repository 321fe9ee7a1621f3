package io.github.emotions4j.evaluation.matrix;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.internal.SameLabels;
import java.util.List;
import java.util.Objects;

/**
 * The true labels of a split: for each example and label, whether the label applies. Shape {@code [examples][labels]}.
 *
 * <p>Immutable and thread-safe.
 */
public final class TruthMatrix {

    private final LabelSet labels;
    private final boolean[][] columns;

    private TruthMatrix(LabelSet labels, boolean[][] columns) {
        this.labels = labels;
        this.columns = columns;
    }

    /**
     * Makes the truth matrix of a dataset.
     *
     * @param dataset the dataset
     * @return its labels, examples in the dataset's order
     */
    public static TruthMatrix of(Dataset dataset) {
        List<Example> examples = dataset.examples();
        boolean[][] columns = new boolean[dataset.labels().size()][examples.size()];
        for (int example = 0; example < examples.size(); example++) {
            for (int labelId : examples.get(example).labelIds()) {
                columns[labelId][example] = true;
            }
        }
        return new TruthMatrix(dataset.labels(), columns);
    }

    /**
     * Makes a truth matrix from rows.
     *
     * @param labels the labels
     * @param truth shape {@code [examples][labels]}, at least one example; copied
     * @return the matrix
     * @throws IllegalArgumentException if there is no row, or the length of a row is not the number of labels
     */
    public static TruthMatrix of(LabelSet labels, boolean[][] truth) {
        Objects.requireNonNull(labels, "labels");
        requireExamples(truth.length);
        boolean[][] columns = new boolean[labels.size()][truth.length];
        for (int example = 0; example < truth.length; example++) {
            requireWidth(truth[example].length, labels.size(), example);
            for (int labelId = 0; labelId < labels.size(); labelId++) {
                columns[labelId][example] = truth[example][labelId];
            }
        }
        return new TruthMatrix(labels, columns);
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
     * Whether an example has a label.
     *
     * @param example the example's index
     * @param labelId the label's id
     * @return true when the label applies
     */
    public boolean isTrue(int example, int labelId) {
        return columns[labelId][example];
    }

    /**
     * How many examples have a label.
     *
     * @param labelId the label's id
     * @return its support, from 0 to the number of examples
     */
    public int support(int labelId) {
        int support = 0;
        for (boolean truth : columns[labelId]) {
            support += truth ? 1 : 0;
        }
        return support;
    }

    /**
     * Selects examples.
     *
     * @param examples indices of the examples to take, at least one; one may be taken twice
     * @return a matrix of these examples in this order
     * @throws IllegalArgumentException if no index is given
     */
    public TruthMatrix rows(int[] examples) {
        requireExamples(examples.length);
        boolean[][] taken = new boolean[columns.length][examples.length];
        for (int labelId = 0; labelId < columns.length; labelId++) {
            for (int row = 0; row < examples.length; row++) {
                taken[labelId][row] = columns[labelId][examples[row]];
            }
        }
        return new TruthMatrix(labels, taken);
    }

    /**
     * Groups the labels. A group applies when one of its labels does.
     *
     * @param groups the groups
     * @return a matrix with a column per group
     * @throws IllegalArgumentException if the groups are of other labels
     */
    public TruthMatrix grouped(LabelGroups groups) {
        SameLabels.require(labels, groups.members());
        return new TruthMatrix(groups.groups(), anyMember(groups, columns));
    }

    /**
     * The true values of one label.
     *
     * @param labelId the label's id
     * @return a copy of shape {@code [examples]}, true where the label applies
     */
    public boolean[] column(int labelId) {
        return columns[labelId].clone();
    }

    /** A column per group, true where a member's is; columns have shape {@code [labels][examples]}. */
    static boolean[][] anyMember(LabelGroups groups, boolean[][] columns) {
        boolean[][] grouped = new boolean[groups.groups().size()][columns[0].length];
        for (int labelId = 0; labelId < columns.length; labelId++) {
            boolean[] group = grouped[groups.groupOf(labelId)];
            for (int example = 0; example < group.length; example++) {
                group[example] |= columns[labelId][example];
            }
        }
        return grouped;
    }

    static void requireExamples(int count) {
        if (count == 0) {
            throw new IllegalArgumentException("found no example, expected at least one");
        }
    }

    static void requireWidth(int found, int expected, int example) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "row " + example + " has " + found + " columns, expected one for each of " + expected + " labels");
        }
    }

    @Override
    public String toString() {
        return "TruthMatrix[" + exampleCount() + " examples, " + labels.size() + " labels]";
    }
}
