package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.modelfolder.ProblemType;

/**
 * Turns logits into scores: probabilities, pooled over the windows of the text, with the thresholds of the model.
 *
 * <p>Immutable and thread-safe.
 */
public final class LogitsPostprocessor {

    private final ProblemType problemType;
    private final LabelSet labels;
    private final Thresholds thresholds;

    /**
     * Makes the last step of a pipeline.
     *
     * @param problemType multi-label for a sigmoid, single-label for a softmax
     * @param labels the labels in the order of the logits
     * @param thresholds one per label
     */
    public LogitsPostprocessor(ProblemType problemType, LabelSet labels, Thresholds thresholds) {
        this.problemType = problemType;
        this.labels = labels;
        this.thresholds = thresholds;
    }

    /** The scores of a text, from all of its windows. */
    Scores scores(WindowPooling windows) {
        return Scores.of(thresholds, windows.toArray()).inWindows(windows.count());
    }

    /** An empty pool for the windows of one text. */
    WindowPooling newPooling() {
        return new WindowPooling(problemType, labels.size());
    }

    /**
     * One probability per label.
     *
     * @param logits raw scores, shape {@code [labels]}
     * @throws InferenceException if a logit is NaN or infinite
     */
    float[] probabilities(float[] logits) {
        return Probabilities.of(logits, problemType, labels);
    }
}
