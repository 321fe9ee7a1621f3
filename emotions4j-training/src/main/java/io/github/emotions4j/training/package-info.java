/**
 * Fine-tunes a BERT, RoBERTa or DistilBERT encoder on labelled texts with libtorch: length-sorted batches, dropout,
 * AdamW, distillation, checkpoints that resume to the same result. The only package that uses libtorch.
 */
@NullMarked
package io.github.emotions4j.training;

import org.jspecify.annotations.NullMarked;
