/**
 * Plots as PNG files, in one style for model cards, training runs and benchmarks. XChart draws them and is used in this
 * package alone.
 */
@NullMarked
package io.github.emotions4j.evaluation.plot;

import org.jspecify.annotations.NullMarked;
