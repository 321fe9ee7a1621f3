/**
 * The inference pipeline: tokenise, run the graph, turn logits into scores. It starts no threads and takes no locks;
 * the caller decides in which thread a text or a batch runs.
 */
@NullMarked
package io.github.emotions4j.onnx.internal.inference;

import org.jspecify.annotations.NullMarked;
