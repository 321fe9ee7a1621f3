package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.Scores;

/**
 * The scores of one text, put together from the logits of its windows.
 *
 * <p>Not thread-safe; different threads may add windows one after the other.
 */
public interface WindowScores {

    /**
     * Adds the next window, in the order of the text.
     *
     * @param logits raw scores, shape {@code [labels]}; not modified
     * @throws InferenceException if a logit is NaN or infinite
     */
    void add(float[] logits);

    /**
     * The scores of the whole text, after its last window.
     *
     * @return the scores
     */
    Scores scores();
}
