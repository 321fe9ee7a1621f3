/** TODO. */
@NullMarked
package io.github.emotions4j.onnx.internal.inference;

import org.jspecify.annotations.NullMarked;
