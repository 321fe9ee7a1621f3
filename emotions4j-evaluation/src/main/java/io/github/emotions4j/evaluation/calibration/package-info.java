/**
 * Platt scaling: maps the logits of each label to calibrated ones. It is fitted on a split that the model was not
 * trained on.
 */
@NullMarked
package io.github.emotions4j.evaluation.calibration;

import org.jspecify.annotations.NullMarked;
