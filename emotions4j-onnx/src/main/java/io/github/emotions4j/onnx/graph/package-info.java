/** TODO. */
@NullMarked
package io.github.emotions4j.onnx.graph;

import org.jspecify.annotations.NullMarked;
