/**
 * Fine-tunes a BERT encoder on labelled texts with libtorch: batches by length, dropout, AdamW, checkpoints that resume
 * to the same result. The only package that knows libtorch.
 */
@NullMarked
package io.github.emotions4j.training;

import org.jspecify.annotations.NullMarked;
