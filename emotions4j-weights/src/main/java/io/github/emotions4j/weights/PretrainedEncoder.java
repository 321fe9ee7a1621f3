package io.github.emotions4j.weights;

import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.Objects;

/**
 * A BERT encoder ready to be fine-tuned: its shape, its tensors under the names that
 * {@code BertForSequenceClassification} gives them ({@code bert.embeddings...}, {@code bert.encoder...}), and its
 * tokenizer.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name what it is called, such as {@code e5-small-v2}
 * @param config its shape
 * @param weights its tensors; a pooler and a classifier may be absent
 * @param tokenizerJson the text of its {@code tokenizer.json}
 */
public record PretrainedEncoder(String name, EncoderConfig config, Weights weights, String tokenizerJson) {

    /** Checks that nothing is null. */
    public PretrainedEncoder {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(tokenizerJson, "tokenizerJson");
    }
}
