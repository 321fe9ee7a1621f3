/**
 * Classifiers that run on ONNX Runtime, from a model folder or from the model that travels inside the library. The
 * scores of a text do not depend on other texts, on their order or on the number of threads.
 */
@NullMarked
package io.github.emotions4j.onnx;

import org.jspecify.annotations.NullMarked;
