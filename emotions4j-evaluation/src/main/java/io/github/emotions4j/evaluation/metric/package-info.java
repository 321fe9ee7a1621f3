/**
 * Metrics of scores and predictions: precision, recall, F1, Matthews correlation, average precision, ROC AUC and
 * calibration error, per label and averaged. The resampled variants compute the same metrics for a bootstrap sample.
 */
@NullMarked
package io.github.emotions4j.evaluation.metric;

import org.jspecify.annotations.NullMarked;
