package io.github.emotions4j.evaluation.internal;

import io.github.emotions4j.core.LabelSet;

/** Refuses to combine values of different label sets. */
public final class SameLabels {

    private SameLabels() {}

    /**
     * Compares two label sets, order included.
     *
     * @param found the label set of the argument
     * @param expected the label set that the argument must have
     * @throws IllegalArgumentException if they differ
     */
    public static void require(LabelSet found, LabelSet expected) {
        if (!found.equals(expected)) {
            throw new IllegalArgumentException("found labels " + found.names() + ", expected " + expected.names());
        }
    }
}
