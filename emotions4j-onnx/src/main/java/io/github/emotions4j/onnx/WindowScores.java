package io.github.emotions4j.onnx;

import io.github.emotions4j.modelfolder.ProblemType;

/**
 * One score per label out of the scores of a text's windows, as {@link LongTexts#WINDOWS} says.
 *
 * <p>Means are summed in double, in the order of the windows. Not thread-safe.
 */
final class WindowScores {

    private final ProblemType problemType;
    private final double[] combined;
    private int windows;

    WindowScores(ProblemType problemType, int labelCount) {
        this.problemType = problemType;
        this.combined = new double[labelCount];
    }

    /**
     * Takes the next window's scores.
     *
     * @param probabilities one in [0, 1] per label; not modified
     */
    void add(float[] probabilities) {
        windows++;
        for (int id = 0; id < combined.length; id++) {
            combined[id] = problemType == ProblemType.MULTI_LABEL
                    ? Math.max(combined[id], probabilities[id])
                    : combined[id] + probabilities[id];
        }
    }

    /** The scores of the whole text, shape {@code [labels]}. */
    float[] toArray() {
        int divisor = problemType == ProblemType.MULTI_LABEL ? 1 : windows;
        float[] scores = new float[combined.length];
        for (int id = 0; id < scores.length; id++) {
            scores[id] = (float) (combined[id] / divisor);
        }
        return scores;
    }
}
