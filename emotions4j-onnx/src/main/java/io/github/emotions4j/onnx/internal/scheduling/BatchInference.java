package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.List;

/**
 * How the texts of a list or a stream are classified: each is turned into tokens, then texts of one length run together.
 *
 * <p>Safe for threads.
 *
 * @param <T> the tokens of a text
 */
public interface BatchInference<T> {

    /**
     * The tokens of a text.
     *
     * @param index the text's place among all, from 0, for errors
     * @param text the text; null where the source gave none, which is an error
     */
    T tokens(long index, String text);

    /** How many tokens there are; only texts with equal numbers run together. */
    int length(T tokens);

    /** The most texts of a length that run together, at least 1. */
    int together(int length);

    /**
     * Classifies texts of one length.
     *
     * @param texts one, or up to {@link #together} with equal lengths
     * @return the scores of each, the same as if it were alone
     */
    List<Scores> scores(List<T> texts);
}
