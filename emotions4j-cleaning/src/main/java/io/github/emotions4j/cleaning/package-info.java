/**
 * Label cleaning: finds texts that repeat, labels that contradict each other and labels that a model trained without the
 * text does not believe. What it finds is written for a person to review, and what was decided goes into a new file.
 */
@NullMarked
package io.github.emotions4j.cleaning;

import org.jspecify.annotations.NullMarked;
