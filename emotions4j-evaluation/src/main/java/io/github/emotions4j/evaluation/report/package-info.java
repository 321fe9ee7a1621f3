/**
 * Writes evaluation results as text, Markdown, JSON, CSV and HTML. Results whose thresholds were chosen on the
 * evaluated data are marked in every format.
 */
@NullMarked
package io.github.emotions4j.evaluation.report;

import org.jspecify.annotations.NullMarked;
