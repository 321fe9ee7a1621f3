package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.Scores;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * What scheduling needs to know about a model: how a text is tokenised, into which windows, how large a batch may be,
 * and how it runs.
 *
 * <p>Thread-safe: callers and workers call every method at the same time.
 *
 * @param <T> a tokenised text
 */
public interface BatchInference<T> {

    /**
     * Tokenises a text.
     *
     * @param text any text, the empty one included
     * @return the tokenised text
     */
    T tokenize(String text);

    /**
     * The number of windows that are scored.
     *
     * @param text a tokenised text
     * @return at least 1
     */
    int windowCount(T text);

    /**
     * The length of a window. All windows of a text have the same length.
     *
     * @param text a tokenised text
     * @return tokens of each window, at least 0
     */
    int windowTokens(T text);

    /**
     * How large a batch may be.
     *
     * @return the same limits in every call; {@link BatchLimits#ONE_BY_ONE} where each window runs alone
     */
    BatchLimits limits();

    /**
     * Runs a batch in the calling thread.
     *
     * @param batch one window, or several within the {@link #limits()}; windows of any lengths, of one text or several
     * @return logits, shape {@code [batch][labels]}, the same bits as if each window ran alone
     * @throws InferenceException if the run fails
     */
    List<float[]> logits(List<Window<T>> batch);

    /**
     * A batch of {@link #logits} has run. Called in the thread that ran it.
     *
     * @param texts how many windows it had
     * @param tokens the tokens of all of them
     * @param waitedNanos how long the oldest of its texts had been queued
     * @param ranNanos how long it ran
     */
    default void batchEnded(int texts, long tokens, long waitedNanos, long ranNanos) {}

    /**
     * Begins the scores of a text.
     *
     * @param text a tokenised text
     * @return scores without a window
     */
    WindowScores newScores(T text);

    /**
     * Scores a text in the calling thread, with several intra-op threads if nothing else runs and they are faster.
     *
     * @param text a tokenised text
     * @return its scores, the same bits as by {@link #logits} and {@link #newScores}
     * @throws InferenceException if a run fails or returns NaN or infinity
     * @throws CancellationException if the calling thread is interrupted between two windows
     */
    Scores classifyAlone(T text);
}
