/** Benchmarks and their command line. Nothing here is published; measured figures are kept in {@code docs}. */
@NullMarked
package io.github.emotions4j.benchmarks;

import org.jspecify.annotations.NullMarked;
