package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.modelfolder.ProblemType;
import io.github.emotions4j.onnx.LongTexts;

/**
 * One score per label out of the scores of a text's windows, as {@link LongTexts#WINDOWS} says.
 *
 * <p>Means are summed in double, in the order of the windows. Not thread-safe.
 */
public final class WindowPooling {

    private final ProblemType problemType;
    private final double[] combined;
    private int windows;

    public WindowPooling(ProblemType problemType, int labelCount) {
        this.problemType = problemType;
        this.combined = new double[labelCount];
    }

    /**
     * Takes the next window's scores.
     *
     * @param probabilities one in [0, 1] per label; not modified
     */
    public void add(float[] probabilities) {
        windows++;
        for (int id = 0; id < combined.length; id++) {
            combined[id] = problemType == ProblemType.MULTI_LABEL
                    ? Math.max(combined[id], probabilities[id])
                    : combined[id] + probabilities[id];
        }
    }

    /** The scores of the whole text, shape {@code [labels]}. */
    public float[] toArray() {
        int divisor = problemType == ProblemType.MULTI_LABEL ? 1 : windows;
        float[] scores = new float[combined.length];
        for (int id = 0; id < scores.length; id++) {
            scores[id] = (float) (combined[id] / divisor);
        }
        return scores;
    }
}
