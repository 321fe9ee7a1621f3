/**
 * ONNX Runtime: its environment, sessions, and the choice of intra-op threads for a run. Only this package imports ONNX
 * Runtime.
 */
@NullMarked
package io.github.emotions4j.onnx.internal.runtime;

import org.jspecify.annotations.NullMarked;
