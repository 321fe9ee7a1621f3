/** TODO. */
@NullMarked
package io.github.emotions4j.onnx.internal.scheduling;

import org.jspecify.annotations.NullMarked;
