/**
 * The model folder, where training and classifying meet: a plain Hugging Face folder plus {@code thresholds.json}. This
 * package knows its file names and reads and writes its two JSON files.
 */
@NullMarked
package io.github.emotions4j.modelfolder;

import org.jspecify.annotations.NullMarked;
