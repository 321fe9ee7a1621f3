/**
 * Chooses decision thresholds on a dataset: an objective, candidate thresholds and a regularisation for labels with
 * few examples. A selection records where its thresholds come from.
 */
@NullMarked
package io.github.emotions4j.evaluation.threshold;

import org.jspecify.annotations.NullMarked;
