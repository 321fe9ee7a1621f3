/** Services that other artifacts provide, found by {@link java.util.ServiceLoader}. */
@NullMarked
package io.github.emotions4j.onnx.spi;

import org.jspecify.annotations.NullMarked;
