/**
 * A model folder, or the model that travels inside the library, as an
 * {@link io.github.emotions4j.core.EmotionClassifier} on ONNX Runtime. Each text runs alone at its exact length in one
 * thread, so its scores depend on nothing but the text.
 */
@NullMarked
package io.github.emotions4j.onnx;

import org.jspecify.annotations.NullMarked;
