/**
 * Evaluates scores against the true labels of a dataset: {@link io.github.emotions4j.evaluation.Evaluator} computes the
 * metrics at chosen thresholds. It runs no model; the packages below hold the parts.
 */
@NullMarked
package io.github.emotions4j.evaluation;

import org.jspecify.annotations.NullMarked;
