/**
 * Labelled texts: the splits of GoEmotions, and users' own files in CSV, TSV or JSON Lines. A malformed line is an
 * error that names file and line; no line is skipped.
 */
@NullMarked
package io.github.emotions4j.dataset;

import org.jspecify.annotations.NullMarked;
