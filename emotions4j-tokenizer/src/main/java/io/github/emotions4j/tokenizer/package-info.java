/**
 * Text to token ids, by the {@code tokenizer.json} of a model or by its vocabulary, and windows over texts that are longer
 * than the model. The native tokenizer behind it is loaded on first use and never leaves this package.
 */
@NullMarked
package io.github.emotions4j.tokenizer;

import org.jspecify.annotations.NullMarked;
