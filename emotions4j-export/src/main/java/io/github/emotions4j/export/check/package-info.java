/** Compares the scores of two graphs, or of a graph and a reference implementation, on sample texts. */
@NullMarked
package io.github.emotions4j.export.check;

import org.jspecify.annotations.NullMarked;
