/** Joins the inference pipeline, its native memory and the scheduling of many texts. Not part of the API. */
@NullMarked
package io.github.emotions4j.onnx.internal;

import org.jspecify.annotations.NullMarked;
