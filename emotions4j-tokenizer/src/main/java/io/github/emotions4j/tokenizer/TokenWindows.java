package io.github.emotions4j.tokenizer;

import io.github.emotions4j.core.ModelFormatException;
import java.util.Objects;

/**
 * The tokens of a text in one window, or in several overlapping windows if the text is longer than the model supports.
 * Each window has the maximum length and the special tokens of a whole text.
 *
 * <p>A window overlaps the one before by a quarter of its tokens, rounded down, so that tokens at the edge of a window
 * have context in the next one. The last window ends at the end of the text and overlaps more if necessary. Every token
 * is in at least one window.
 *
 * <p>Immutable and thread-safe.
 */
public final class TokenWindows {

    /** The overlap is the length of a window divided by this. */
    private static final int OVERLAP_DIVISOR = 4;

    private final int[] tokenIds;
    private final int prefix;
    private final int suffix;
    private final int room;

    private TokenWindows(int[] tokenIds, int prefix, int suffix, int room) {
        this.tokenIds = tokenIds;
        this.prefix = prefix;
        this.suffix = suffix;
        this.room = room;
    }

    /** A text that fits into one window. */
    static TokenWindows whole(int[] tokenIds) {
        return new TokenWindows(tokenIds, 0, 0, tokenIds.length);
    }

    /**
     * A text that does not fit into one window.
     *
     * @param tokenIds all of its tokens; not copied
     * @param specialTokens 1 for each special token that the tokenizer added, else 0
     * @param maxTokens the maximum length of a window, including special tokens
     * @param source the name of the tokenizer in errors
     * @throws ModelFormatException if the tokenizer adds special tokens inside the text, or they leave no room for it
     */
    static TokenWindows of(int[] tokenIds, long[] specialTokens, int maxTokens, String source) {
        int prefix = 0;
        while (prefix < specialTokens.length && specialTokens[prefix] != 0) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < specialTokens.length - prefix && specialTokens[specialTokens.length - 1 - suffix] != 0) {
            suffix++;
        }
        for (int i = prefix; i < specialTokens.length - suffix; i++) {
            if (specialTokens[i] != 0) {
                throw new ModelFormatException("a special token is inside the text, at index " + i
                        + ", expected it at the start or end, in " + source);
            }
        }
        int room = maxTokens - prefix - suffix;
        if (room < 1) {
            throw new ModelFormatException("the model supports " + maxTokens + " tokens, expected more than the "
                    + (prefix + suffix) + " special tokens of " + source);
        }
        return new TokenWindows(tokenIds, prefix, suffix, room);
    }

    /**
     * The number of windows.
     *
     * @return 1 if the text fits into one window
     */
    public int count() {
        int beyondFirst = textLength() - room;
        return beyondFirst <= 0 ? 1 : 1 + (beyondFirst + step() - 1) / step();
    }

    /**
     * The tokens of one window, including special tokens.
     *
     * @param index the window, from 0 to {@code count() - 1}
     * @return its tokens
     * @throws IndexOutOfBoundsException if there is no such window
     */
    public Tokens window(int index) {
        Objects.checkIndex(index, count());
        int length = Math.min(room, textLength());
        int start = Math.min(index * step(), textLength() - length);
        int[] window = new int[prefix + length + suffix];
        System.arraycopy(tokenIds, 0, window, 0, prefix);
        System.arraycopy(tokenIds, prefix + start, window, prefix, length);
        System.arraycopy(tokenIds, tokenIds.length - suffix, window, prefix + length, suffix);
        return Tokens.of(window);
    }

    /**
     * The number of tokens of the text, including special tokens.
     *
     * @return the number of tokens, counting tokens in overlaps once
     */
    public int tokenCount() {
        return tokenIds.length;
    }

    private int textLength() {
        return tokenIds.length - prefix - suffix;
    }

    private int step() {
        return room - room / OVERLAP_DIVISOR;
    }

    /**
     * Describes the windows.
     *
     * @return as in {@code TokenWindows[1000 tokens in 3 windows]}
     */
    @Override
    public String toString() {
        return "TokenWindows[" + tokenIds.length + " tokens in " + count() + " windows]";
    }
}
