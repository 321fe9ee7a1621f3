/** TODO. */
@NullMarked
package io.github.emotions4j.onnx.internal;

import org.jspecify.annotations.NullMarked;
