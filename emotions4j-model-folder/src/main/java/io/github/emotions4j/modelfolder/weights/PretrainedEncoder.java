package io.github.emotions4j.modelfolder.weights;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.modelfolder.EncoderConfig;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * An encoder ready to be fine-tuned: its shape, its tensors under the names that transformers' sequence classifier of
 * its architecture gives them, its tokenizer, and where it came from.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name what it is called, such as {@code e5-small-v2}
 * @param config its shape
 * @param weights its tensors; a BERT pooler, a head, and tensors of other heads may be among them
 * @param tokenizerJson the text of its {@code tokenizer.json}
 * @param headLabels the labels of the classification head among the tensors, or empty when there is none to go on with
 * @param folder the folder it was read from, whose other tokenizer files go along with a trained model
 * @param hubId its id on the hub that published it, such as {@code intfloat/e5-small-v2}
 */
public record PretrainedEncoder(
        String name,
        EncoderConfig config,
        Weights weights,
        String tokenizerJson,
        Optional<LabelSet> headLabels,
        Optional<Path> folder,
        Optional<String> hubId) {

    /** An encoder in all its parts; most callers want a shorter constructor or an encoder that was read. */
    public PretrainedEncoder {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(tokenizerJson, "tokenizerJson");
        Objects.requireNonNull(headLabels, "headLabels");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(hubId, "hubId");
    }

    /**
     * An encoder without a head, from no folder.
     *
     * @param name what it is called
     * @param config its shape
     * @param weights its tensors; a pooler may be absent
     * @param tokenizerJson the text of its {@code tokenizer.json}
     */
    public PretrainedEncoder(String name, EncoderConfig config, Weights weights, String tokenizerJson) {
        this(name, config, weights, tokenizerJson, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same encoder without its head, so that training starts a new one. A BERT pooler stays: in transformers it
     * belongs to the encoder, which was pre-trained with it.
     *
     * @return an encoder without head labels
     */
    public PretrainedEncoder withoutHead() {
        return new PretrainedEncoder(name, config, weights, tokenizerJson, Optional.empty(), folder, hubId);
    }

    /**
     * The same encoder under its id on a hub.
     *
     * @param id the id, such as {@code intfloat/e5-small-v2}
     * @return an encoder with that id
     */
    public PretrainedEncoder withHubId(String id) {
        return new PretrainedEncoder(name, config, weights, tokenizerJson, headLabels, folder, Optional.of(id));
    }

    /**
     * Whether there is a head that training for some labels goes on with.
     *
     * @param labels the labels to train for
     * @return true when the head's labels have the same names in the same order
     */
    public boolean hasHeadFor(LabelSet labels) {
        return headLabels.equals(Optional.of(labels));
    }
}
