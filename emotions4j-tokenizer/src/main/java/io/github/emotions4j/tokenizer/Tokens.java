package io.github.emotions4j.tokenizer;

import java.util.Arrays;

/**
 * The token ids of one text, including special tokens.
 *
 * <p>Immutable and thread-safe.
 */
public final class Tokens {

    private final int[] tokenIds;

    private Tokens(int[] tokenIds) {
        this.tokenIds = tokenIds;
    }

    /**
     * Makes tokens from ids.
     *
     * @param tokenIds ids in the order of the text, shape {@code [length]}; copied
     * @return the tokens
     * @throws IllegalArgumentException if an id is negative
     */
    public static Tokens of(int... tokenIds) {
        for (int i = 0; i < tokenIds.length; i++) {
            if (tokenIds[i] < 0) {
                throw new IllegalArgumentException("token id " + tokenIds[i] + " at " + i + ", expected 0 or above");
            }
        }
        return new Tokens(tokenIds.clone());
    }

    static int[] narrow(long[] tokenIds) {
        int[] narrow = new int[tokenIds.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = Math.toIntExact(tokenIds[i]);
        }
        return narrow;
    }

    /**
     * The number of tokens, including special tokens.
     *
     * @return the number of tokens
     */
    public int length() {
        return tokenIds.length;
    }

    /**
     * One token's id.
     *
     * @param index its position, from 0 to {@code length() - 1}
     * @return its id in the tokenizer's vocabulary
     */
    public int tokenId(int index) {
        return tokenIds[index];
    }

    /**
     * All ids in order.
     *
     * @return a copy, shape {@code [length]}
     */
    public int[] toArray() {
        return tokenIds.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tokens that && Arrays.equals(tokenIds, that.tokenIds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokenIds);
    }

    /**
     * Lists the ids.
     *
     * @return as in {@code Tokens[101, 1045, 102]}
     */
    @Override
    public String toString() {
        return "Tokens" + Arrays.toString(tokenIds);
    }
}
