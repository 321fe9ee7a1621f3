package io.github.emotions4j.cleaning;

import java.util.Objects;
import java.util.Optional;

/**
 * Which problems are reported. Immutable and thread-safe.
 *
 * @param nearThreshold the minimum Jaccard similarity of near-duplicates, in (0, 1], or empty not to search for them
 * @param maxShare the maximum number of wrong labels, and also of missing labels, that are reported for a label, as a
 *     share of the texts with the label, in [0, 1]
 * @param minExamples labels with fewer texts are not examined, at least 1
 */
public record CleaningOptions(Optional<Double> nearThreshold, double maxShare, int minExamples) {

    /**
     * Makes options.
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
     * A similarity of at least 0.7, at most 5 % of a label's texts, and labels with at least 100 texts.
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
