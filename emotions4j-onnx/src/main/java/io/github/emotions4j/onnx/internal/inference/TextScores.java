package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.Scores;

/**
 * The scores of one text, put together from the logits of its windows.
 *
 * <p>Not thread-safe; different threads may add windows one after the other.
 */
public final class TextScores {

    private final LogitsPostprocessor postprocessor;
    private final boolean truncated;
    private final WindowPooling pooling;

    /** @param truncated whether the text has windows that are not scored */
    TextScores(LogitsPostprocessor postprocessor, boolean truncated) {
        this.postprocessor = postprocessor;
        this.truncated = truncated;
        this.pooling = postprocessor.newPooling();
    }

    /**
     * Adds the next window, in the order of the text.
     *
     * @param logits raw scores, shape {@code [labels]}; not modified
     * @throws InferenceException if a logit is NaN or infinite; the message names the label
     */
    public void add(float[] logits) {
        pooling.add(postprocessor.probabilities(logits));
    }

    /**
     * The scores of the whole text, after its last window.
     *
     * @return the scores, which report windows and truncation
     */
    public Scores scores() {
        Scores scores = postprocessor.scores(pooling);
        return truncated ? scores.ofBeginning() : scores;
    }
}
