/**
 * Weights of encoders by name: safetensors files, the initialisers of ONNX graphs, and the pre-trained encoders that
 * Maven artifacts carry. Names are transformers' own.
 */
@NullMarked
package io.github.emotions4j.weights;

import org.jspecify.annotations.NullMarked;
