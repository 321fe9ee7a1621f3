package io.github.emotions4j.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * One decision threshold per label: a label is detected if {@code score >= threshold}.
 *
 * <p>Immutable and thread-safe. A float score is widened to double before it is compared.
 */
public final class Thresholds {

    private final LabelSet labels;
    private final double[] values;

    private Thresholds(LabelSet labels, double[] values) {
        this.labels = labels;
        this.values = values;
    }

    /**
     * Makes thresholds from one value per label.
     *
     * @param labels the labels
     * @param values one threshold in [0, 1] per label, in id order; copied
     * @return the thresholds
     * @throws IllegalArgumentException if the counts differ or a value is outside [0, 1]
     */
    public static Thresholds of(LabelSet labels, double[] values) {
        Objects.requireNonNull(labels, "labels");
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    "found " + values.length + " thresholds, expected one for each of " + labels.size() + " labels");
        }
        for (int id = 0; id < values.length; id++) {
            if (!(values[id] >= 0 && values[id] <= 1)) {
                throw new IllegalArgumentException(
                        "threshold of '" + labels.name(id) + "' is " + values[id] + ", expected a value in [0, 1]");
            }
        }
        return new Thresholds(labels, values.clone());
    }

    /**
     * Makes the same threshold for all labels.
     *
     * @param labels the labels
     * @param value the threshold in [0, 1]
     * @return the thresholds
     * @throws IllegalArgumentException if the value is outside [0, 1]
     */
    public static Thresholds constant(LabelSet labels, double value) {
        double[] values = new double[labels.size()];
        Arrays.fill(values, value);
        return of(labels, values);
    }

    /**
     * The labels of the thresholds.
     *
     * @return the labels
     */
    public LabelSet labels() {
        return labels;
    }

    /**
     * The threshold of one label.
     *
     * @param labelId the label's id
     * @return its threshold in [0, 1]
     */
    public double value(int labelId) {
        return values[labelId];
    }

    /**
     * Whether a score is high enough to detect a label.
     *
     * @param labelId the label's id
     * @param score its probability
     * @return true if {@code score >= threshold}
     */
    public boolean detects(int labelId, double score) {
        return score >= values[labelId];
    }

    /**
     * All thresholds in label order.
     *
     * @return a copy, shape {@code [labels]}
     */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thresholds that && labels.equals(that.labels) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * labels.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Thresholds" + Arrays.toString(values);
    }
}
