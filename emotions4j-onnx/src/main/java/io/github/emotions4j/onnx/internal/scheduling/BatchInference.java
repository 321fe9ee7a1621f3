package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.List;

/**
 * What scheduling needs to know about a model: how a text is tokenised, which texts may share a batch, and how a batch
 * is scored.
 *
 * <p>Thread-safe: workers call every method at the same time.
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
     * What a text costs in a batch.
     *
     * @param text a tokenised text
     * @return its tokens, at least 0
     */
    int tokenCount(T text);

    /**
     * The bucket of a text. Only texts of the same bucket share a batch.
     *
     * @param text a tokenised text
     * @return any number, such as the length of the text where a batch holds equal lengths
     */
    int bucket(T text);

    /**
     * The token budget of a batch. A batch has at least one text, whatever that text costs.
     *
     * @param bucket a bucket that {@link #bucket} returned
     * @return the most tokens of all texts of a batch together; 0 where every text runs alone
     */
    int maxBatchTokens(int bucket);

    /**
     * Scores a batch in the calling thread.
     *
     * @param batch one text, or several of one bucket within its token budget
     * @return the scores of each text in the same order, the same bits as if the text ran alone
     */
    List<Scores> classify(List<T> batch);
}
