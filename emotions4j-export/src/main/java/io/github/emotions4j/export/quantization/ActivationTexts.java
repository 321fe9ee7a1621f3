package io.github.emotions4j.export.quantization;

import io.github.emotions4j.core.internal.SampleComments;
import io.github.emotions4j.tokenizer.TextTokenizer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts to find the scales of activations on, see {@link ActivationScales}.
 *
 * <p>Stateless and thread-safe.
 */
public final class ActivationTexts {

    /** Some seconds of work with a small model. */
    private static final int ENOUGH = 500;

    /** What people call the comments of {@link #comments}. */
    public static final String COMMENTS = "the sample comments of emotions4j";

    private ActivationTexts() {}

    /**
     * The tokens of some of a user's texts.
     *
     * @param texts texts like those that will be classified; of more than 500 every n-th is taken
     * @param tokenizer the model's tokenizer
     * @param maxTokens the longest text that the model takes, special tokens included; of a longer one its beginning
     * @return token ids of each text
     */
    public static List<int[]> of(List<String> texts, TextTokenizer tokenizer, int maxTokens) {
        int step = Math.max(1, (texts.size() + ENOUGH - 1) / ENOUGH);
        return IntStream.iterate(0, index -> index < texts.size(), index -> index + step)
                .mapToObj(texts::get)
                .map(text -> tokenizer.windows(text, maxTokens).window(0).toArray())
                .toList();
    }

    /**
     * The tokens of the comments that this library carries.
     *
     * @param tokenizer the model's tokenizer
     * @param maxTokens the longest text that the model takes, special tokens included
     * @return token ids of each comment
     * @throws IOException if the comments cannot be read
     */
    public static List<int[]> comments(TextTokenizer tokenizer, int maxTokens) throws IOException {
        return of(SampleComments.load(), tokenizer, maxTokens);
    }
}
