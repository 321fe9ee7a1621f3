/**
 * Measures a classifier on this machine: texts per second, latency, first answer and memory. The {@code benchmark}
 * command and Java programs share these measurements.
 */
@NullMarked
package io.github.emotions4j.benchmarks;

import org.jspecify.annotations.NullMarked;
