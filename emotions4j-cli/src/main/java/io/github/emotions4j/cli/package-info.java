/**
 * The commands of {@code emotions}, one class each. They parse options, call the libraries and hold no logic of their
 * own.
 */
@NullMarked
package io.github.emotions4j.cli;

import org.jspecify.annotations.NullMarked;
