/**
 * Reads scores that any system wrote to a file: CSV, TSV or JSON lines. Errors name the file and the line.
 */
@NullMarked
package io.github.emotions4j.evaluation.scorefile;

import org.jspecify.annotations.NullMarked;
