/** This library and other tools, on the same weights and the same texts, in one run. */
@NullMarked
package io.github.emotions4j.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
