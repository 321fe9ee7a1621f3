package io.github.emotions4j.cleaning;

import java.util.Objects;
import java.util.Optional;

/**
 * What counts as a finding. Immutable and thread-safe.
 *
 * @param nearThreshold the least Jaccard similarity of near-duplicates, in (0, 1], or empty to search for none
 * @param maxShare of each label's texts, at most this share is called wrong and at most as many missing, in [0, 1]
 * @param minExamples labels with fewer texts are neither doubted nor suggested, at least 1
 */
public record CleaningOptions(Optional<Double> nearThreshold, double maxShare, int minExamples) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is outside its range; the message names it
     */
    public CleaningOptions {
        Objects.requireNonNull(nearThreshold, "nearThreshold");
        nearThreshold.ifPresent(
                least -> require(least > 0 && least <= 1, "near-duplicate similarity", least, "above 0 and at most 1"));
        require(maxShare >= 0 && maxShare <= 1, "max share", maxShare, "from 0 to 1");
        require(minExamples >= 1, "min examples", minExamples, "at least 1");
    }

    /**
     * Near-duplicates from a similarity of 0.7, at most 5 % of a label's texts, labels with at least 100 texts.
     *
     * @return the default options
     */
    public static CleaningOptions defaults() {
        return new CleaningOptions(Optional.of(0.7), 0.05, 100);
    }

    private static void require(boolean holds, String name, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + ", expected " + expected);
        }
    }
}
