/**
 * The streams around a command: standard input, output and error, which of them are terminals, and the progress bar.
 * This package does not depend on any command.
 */
@NullMarked
package io.github.emotions4j.cli.console;

import org.jspecify.annotations.NullMarked;
