/**
 * Reads, builds and writes ONNX files as protocol buffers. It is not part of the API and changes without notice.
 */
@NullMarked
package io.github.emotions4j.export.internal.onnx;

import org.jspecify.annotations.NullMarked;
