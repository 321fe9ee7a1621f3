package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.modelfolder.ProblemType;

/**
 * Pools the probabilities of a long text's windows into one per label: their maximum for multi-label models, their mean
 * for single-label models, which keeps the sum at 1. One window keeps its bits.
 *
 * <p>Means are summed in double, in the order of the windows. Not thread-safe.
 */
final class WindowPooling {

    private final ProblemType problemType;
    private final double[] pooled;
    private int windows;

    WindowPooling(ProblemType problemType, int labelCount) {
        this.problemType = problemType;
        this.pooled = new double[labelCount];
    }

    /**
     * Adds the next window.
     *
     * @param probabilities one in [0, 1] per label; not modified
     */
    void add(float[] probabilities) {
        windows++;
        for (int id = 0; id < pooled.length; id++) {
            pooled[id] = problemType == ProblemType.MULTI_LABEL
                    ? Math.max(pooled[id], probabilities[id])
                    : pooled[id] + probabilities[id];
        }
    }

    /** The windows added so far. */
    int count() {
        return windows;
    }

    /** The probabilities of the whole text, shape {@code [labels]}. */
    float[] toArray() {
        int divisor = problemType == ProblemType.MULTI_LABEL ? 1 : windows;
        float[] probabilities = new float[pooled.length];
        for (int id = 0; id < probabilities.length; id++) {
            probabilities[id] = (float) (pooled[id] / divisor);
        }
        return probabilities;
    }
}
