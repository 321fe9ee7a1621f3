/**
 * Shares the texts of lists, streams and single callers between worker threads: one queue, batches of near lengths,
 * fairness between jobs, bounded read-ahead, order of the results, cancellation. How a text is tokenised and scored
 * lies behind {@link io.github.emotions4j.onnx.internal.scheduling.BatchInference}.
 */
@NullMarked
package io.github.emotions4j.onnx.internal.scheduling;

import org.jspecify.annotations.NullMarked;
