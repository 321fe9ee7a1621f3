/** The command line of the benchmarks that are never published: JMH, the comparison with other tools, large files. */
@NullMarked
package io.github.emotions4j.benchmarks.command;

import org.jspecify.annotations.NullMarked;
