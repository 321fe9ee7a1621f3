/**
 * The classifier interface, label sets, scores, thresholds and exceptions that all other modules use. This package uses
 * no native runtime and reads no files.
 */
@NullMarked
package io.github.emotions4j.core;

import org.jspecify.annotations.NullMarked;
