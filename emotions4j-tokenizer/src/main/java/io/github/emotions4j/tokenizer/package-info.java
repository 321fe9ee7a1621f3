/**
 * Converts text to token ids with the {@code tokenizer.json} or the vocabulary files of a model, and splits long texts
 * into windows. The native tokenizer is loaded on first use and is not visible outside this package.
 */
@NullMarked
package io.github.emotions4j.tokenizer;

import org.jspecify.annotations.NullMarked;
