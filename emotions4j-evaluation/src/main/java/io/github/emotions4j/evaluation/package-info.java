/**
 * Compares scores with true labels: metrics, threshold search and tables of the result. Everything here is arithmetic on
 * labels and scores; no model is run.
 */
@NullMarked
package io.github.emotions4j.evaluation;

import org.jspecify.annotations.NullMarked;
