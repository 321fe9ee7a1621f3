/**
 * Weights to ONNX graphs and back: writes the graph of a BERT classifier, quantises graphs to INT8, reads weights out of
 * both, and checks that graphs answer alike. Nothing here needs libtorch.
 */
@NullMarked
package io.github.emotions4j.export;

import org.jspecify.annotations.NullMarked;
