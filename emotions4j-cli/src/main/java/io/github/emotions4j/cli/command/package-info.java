/**
 * The commands of {@code emotions}, one class each. A command parses its options, calls the libraries and prints what
 * they return.
 */
@NullMarked
package io.github.emotions4j.cli.command;

import org.jspecify.annotations.NullMarked;
