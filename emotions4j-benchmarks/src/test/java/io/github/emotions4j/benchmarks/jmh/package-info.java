/** What the parts of a classification cost, measured by JMH. */
@NullMarked
package io.github.emotions4j.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
