/** Quantisation that both forms of a graph share. It is not part of the API and changes without notice. */
@NullMarked
package io.github.emotions4j.export.internal.quantization;

import org.jspecify.annotations.NullMarked;
