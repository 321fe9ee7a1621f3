package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.bootstrap.Comparison;

/**
 * A comparison of two systems on the same examples. Immutable and thread-safe.
 *
 * @param first the name of the first system; {@code (ORACLE)} follows where its thresholds were chosen on the evaluated
 *     data
 * @param second the name of the second system, in the same form
 * @param labels the labels, or groups of labels, that were compared
 * @param oracle whether the thresholds of either system were chosen on the evaluated data
 * @param comparison the differences, first minus second
 */
public record SystemComparison(String first, String second, LabelSet labels, boolean oracle, Comparison comparison) {}
