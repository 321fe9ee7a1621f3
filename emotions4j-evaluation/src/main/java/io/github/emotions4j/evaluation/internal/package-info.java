/**
 * Formatting and arithmetic that several packages of this module share. This is no API and may change at any time.
 */
@NullMarked
package io.github.emotions4j.evaluation.internal;

import org.jspecify.annotations.NullMarked;
