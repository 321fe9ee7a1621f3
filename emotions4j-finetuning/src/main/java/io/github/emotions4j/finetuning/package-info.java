/**
 * From data to a model folder in one call: fine-tunes an encoder, exports and checks the ONNX graph, quantises it to
 * INT8, chooses thresholds on dev and writes the model card.
 */
@NullMarked
package io.github.emotions4j.finetuning;

import org.jspecify.annotations.NullMarked;
