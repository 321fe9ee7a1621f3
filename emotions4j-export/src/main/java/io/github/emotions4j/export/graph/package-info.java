/**
 * Writes the ONNX graph of a sequence classifier: the portable form, whose standard operators every runtime takes, and
 * the packed form for ONNX Runtime on a CPU. Reads weights back out of both.
 */
@NullMarked
package io.github.emotions4j.export.graph;

import org.jspecify.annotations.NullMarked;
