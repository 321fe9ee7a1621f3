/** What the parts of a classification cost, measured by JMH. */
@NullMarked
package io.github.emotions4j.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
