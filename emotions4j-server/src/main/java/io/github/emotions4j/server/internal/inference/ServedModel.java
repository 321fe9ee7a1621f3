package io.github.emotions4j.server.internal.inference;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.onnx.BatchListener;
import java.util.List;

/**
 * A model under the name that clients use.
 *
 * <p>Thread-safe.
 */
public interface ServedModel {

    /** The name, such as {@code embedded} or {@code ORG/NAME}. */
    String name();

    /** The labels in the order of the logits. */
    LabelSet labels();

    /** The thresholds of the model. */
    Thresholds thresholds();

    /** The longest text in tokens that the model reads in one window, special tokens included. */
    int maxTokens();

    /** {@code int8} or {@code fp32}. */
    String precision();

    /** The SHA-256 of the graph in hexadecimal digits. */
    String revision();

    /** The tokens of a text, special tokens included. Tokens in overlaps of windows count once. */
    int tokenCount(String text);

    /**
     * Scores texts in the calling thread and the model's workers.
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    List<Scores> classify(List<String> texts);

    /** Tells a listener of every run of the model from now on. */
    default void addBatchListener(BatchListener listener) {}

    /** Tells a listener of no further run. */
    default void removeBatchListener(BatchListener listener) {}
}
