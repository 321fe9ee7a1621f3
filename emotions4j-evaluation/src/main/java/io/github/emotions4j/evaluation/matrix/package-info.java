/**
 * The inputs that all metrics share: true labels, scores and predictions of a dataset, each of shape
 * {@code [examples][labels]}. The matrices are immutable.
 */
@NullMarked
package io.github.emotions4j.evaluation.matrix;

import org.jspecify.annotations.NullMarked;
