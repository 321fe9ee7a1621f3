package io.github.emotions4j.training;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Turns labelled texts into token ids. As thread-safe as its tokenizer.
 *
 * <p>A text that is longer than the encoder allows is refused instead of truncated, because a truncated text may have
 * lost what its labels refer to.
 */
public final class ExampleEncoder {

    private final Function<String, int[]> tokenizer;
    private final int maxTokens;

    /**
     * Names the tokenizer and the limit.
     *
     * @param tokenizer gives the token ids of a text, special tokens included
     * @param maxTokens the longest text that the encoder takes, in tokens, special tokens included
     */
    public ExampleEncoder(Function<String, int[]> tokenizer, int maxTokens) {
        this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
        this.maxTokens = maxTokens;
    }

    /**
     * Encodes all examples of a dataset.
     *
     * @param dataset labelled texts
     * @return one encoded example per example of the dataset, in its order
     * @throws IllegalArgumentException if a text has too many tokens; the message gives its number
     */
    public List<EncodedExample> encode(Dataset dataset) {
        List<EncodedExample> encoded = new ArrayList<>(dataset.size());
        for (Example example : dataset.examples()) {
            String name = "example " + (encoded.size() + 1) + " of " + dataset.name();
            encoded.add(EncodedExample.of(encode(example.text(), name), example.labelIds()));
        }
        return encoded;
    }

    /**
     * Encodes one text.
     *
     * @param text the text
     * @param name how an error calls the text
     * @return its token ids, special tokens included, shape {@code [length]}
     * @throws IllegalArgumentException if the text has too many tokens
     */
    public int[] encode(String text, String name) {
        int[] tokenIds = tokenizer.apply(text);
        if (tokenIds.length > maxTokens) {
            throw new IllegalArgumentException(
                    name + " has " + tokenIds.length + " tokens, expected at most " + maxTokens);
        }
        return tokenIds;
    }
}
