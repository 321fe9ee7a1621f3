/**
 * Quantises a graph to INT8: weights with one scale per output channel, activations with scales that are found at run time or
 * on sample texts.
 */
@NullMarked
package io.github.emotions4j.export.quantization;

import org.jspecify.annotations.NullMarked;
