/**
 * Labelled texts: the three splits of GoEmotions and files of the same form. A line that is not as expected is an error
 * which names file and line, never a skipped line.
 */
@NullMarked
package io.github.emotions4j.dataset;

import org.jspecify.annotations.NullMarked;
