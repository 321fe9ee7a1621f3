package io.github.emotions4j.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A labelled text as token ids. Immutable and thread-safe.
 */
public final class EncodedExample {

    private final int[] tokenIds;
    private final List<Integer> labelIds;

    private EncodedExample(int[] tokenIds, List<Integer> labelIds) {
        this.tokenIds = tokenIds;
        this.labelIds = labelIds;
    }

    /**
     * Makes an example.
     *
     * @param tokenIds its token ids with special tokens, at least one; copied
     * @param labelIds its labels, possibly none
     * @return the example
     * @throws IllegalArgumentException if there is no token
     */
    public static EncodedExample of(int[] tokenIds, List<Integer> labelIds) {
        if (tokenIds.length == 0) {
            throw new IllegalArgumentException("an example needs at least one token, found none");
        }
        return new EncodedExample(tokenIds.clone(), List.copyOf(labelIds));
    }

    /**
     * How many tokens the text has.
     *
     * @return the number of tokens, at least 1
     */
    public int length() {
        return tokenIds.length;
    }

    /**
     * The token ids.
     *
     * @return a copy, shape {@code [length]}
     */
    public int[] tokenIds() {
        return tokenIds.clone();
    }

    /**
     * The labels.
     *
     * @return label ids, possibly none
     */
    public List<Integer> labelIds() {
        return labelIds;
    }

    IntStream stream() {
        return Arrays.stream(tokenIds);
    }

    boolean contains(int tokenId) {
        return Arrays.stream(tokenIds).anyMatch(id -> id == tokenId);
    }

    int tokenId(int position) {
        return tokenIds[position];
    }

    @Override
    public String toString() {
        return "EncodedExample[" + tokenIds.length + " tokens, labels " + labelIds + "]";
    }
}
