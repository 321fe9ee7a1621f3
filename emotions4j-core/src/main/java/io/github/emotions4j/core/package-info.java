/**
 * Label sets, scores, thresholds and the classifier interface that every other module speaks. Nothing here knows a
 * native runtime or a file format.
 */
@NullMarked
package io.github.emotions4j.core;

import org.jspecify.annotations.NullMarked;
