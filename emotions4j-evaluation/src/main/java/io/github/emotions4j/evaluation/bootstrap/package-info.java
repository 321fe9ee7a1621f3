/**
 * Bootstrap confidence intervals of the metrics, and paired comparisons of two systems. Results depend on the seed
 * alone, not on the number of threads.
 */
@NullMarked
package io.github.emotions4j.evaluation.bootstrap;

import org.jspecify.annotations.NullMarked;
