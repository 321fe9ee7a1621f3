package io.github.emotions4j.onnx;

/**
 * Is told of every run of a classifier, for metrics.
 *
 * <p>Implementations are thread-safe and fast: the thread that ran the batch calls them before it goes on.
 */
@FunctionalInterface
public interface BatchListener {

    /**
     * A batch has run. An exception of this method is ignored; an {@link Error} ends the run's texts with it.
     *
     * @param batch what ran; it holds no text
     */
    void batchEnded(BatchStatistics batch);
}
