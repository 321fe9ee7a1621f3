/**
 * How classified texts are printed: as a table, JSON, JSON lines or CSV. Every format is written text by text.
 */
@NullMarked
package io.github.emotions4j.cli.output;

import org.jspecify.annotations.NullMarked;
