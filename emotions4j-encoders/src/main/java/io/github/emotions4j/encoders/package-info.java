/**
 * Pre-trained encoders to fine-tune: those that Maven artifacts carry, by name, fetched as Maven fetches any artifact; and
 * Hugging Face folders of BERT, RoBERTa and DistilBERT.
 */
@NullMarked
package io.github.emotions4j.encoders;

import org.jspecify.annotations.NullMarked;
