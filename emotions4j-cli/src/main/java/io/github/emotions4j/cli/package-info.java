/**
 * The program {@code emotions}: it builds the command line, runs a command and turns failures into one line and an exit
 * code.
 */
@NullMarked
package io.github.emotions4j.cli;

import org.jspecify.annotations.NullMarked;
