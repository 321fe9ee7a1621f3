/**
 * Pre-trained encoders for fine-tuning: those that are published as Maven artifacts, by name, and Hugging Face folders
 * of BERT, RoBERTa and DistilBERT.
 */
@NullMarked
package io.github.emotions4j.encoders;

import org.jspecify.annotations.NullMarked;
