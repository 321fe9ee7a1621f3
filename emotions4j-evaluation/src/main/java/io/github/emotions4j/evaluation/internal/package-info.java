/**
 * Formatting and arithmetic that several packages of this module share. It is not an API and may change at any time.
 */
@NullMarked
package io.github.emotions4j.evaluation.internal;

import org.jspecify.annotations.NullMarked;
