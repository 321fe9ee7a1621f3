/**
 * Shares the texts of lists and streams between worker threads: bounded read-ahead, batches, fairness between jobs,
 * order of the results, cancellation. How a text is tokenised and scored lies behind
 * {@link io.github.emotions4j.onnx.internal.scheduling.BatchInference}.
 */
@NullMarked
package io.github.emotions4j.onnx.internal.scheduling;

import org.jspecify.annotations.NullMarked;
