package io.github.emotions4j.cli.output;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.bootstrap.Comparison;

/**
 * A comparison of two systems with their names.
 *
 * @param first what to call the first system
 * @param second what to call the second system
 * @param labels the labels, or groups of labels, that were compared
 * @param oracle whether thresholds of either system were chosen on the judged texts themselves
 * @param comparison the differences, first minus second
 */
public record NamedComparison(String first, String second, LabelSet labels, boolean oracle, Comparison comparison) {}
