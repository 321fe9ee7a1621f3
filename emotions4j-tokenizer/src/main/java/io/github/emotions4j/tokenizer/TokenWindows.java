package io.github.emotions4j.tokenizer;

import io.github.emotions4j.core.ModelFormatException;
import java.util.Objects;

/**
 * The tokens of a text as a model can take them: all in one window where they fit, else in windows that overlap, each as
 * full as the model allows and with the special tokens of a whole text around it.
 *
 * <p>A window shares a quarter of its own tokens, rounded down, with the one before, so that what stands at the edge of
 * one has its neighbours in the other. The last window ends where the text ends and is full like the others; it shares
 * more when it has to. Tokens are never parted, and all are in some window.
 *
 * <p>Immutable and thread-safe.
 */
public final class TokenWindows {

    /** What a window shares with the one before: one part in this many. */
    private static final int OVERLAP = 4;

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

    /** A text that fits. */
    static TokenWindows whole(int[] tokenIds) {
        return new TokenWindows(tokenIds, 0, 0, tokenIds.length);
    }

    /**
     * A text that does not fit.
     *
     * @param tokenIds all of its tokens; kept
     * @param specialTokens 1 for each token that is not of the text but was put around it, else 0
     * @param maxTokens the longest window, special tokens included
     * @param source what to call the tokenizer in errors
     * @throws ModelFormatException if special tokens are put inside a text, or leave no room for it
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
                throw new ModelFormatException(
                        "a special token is put inside a text, at " + i + ", expected them at its ends, in " + source);
            }
        }
        int room = maxTokens - prefix - suffix;
        if (room < 1) {
            throw new ModelFormatException("the model takes " + maxTokens + " tokens, expected more than the "
                    + (prefix + suffix) + " special ones of " + source);
        }
        return new TokenWindows(tokenIds, prefix, suffix, room);
    }

    /**
     * How many windows the text needs.
     *
     * @return 1 where it fits
     */
    public int count() {
        int beyondFirst = textLength() - room;
        return beyondFirst <= 0 ? 1 : 1 + (beyondFirst + step() - 1) / step();
    }

    /**
     * The tokens of one window, special tokens included.
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
     * How many tokens the text has, special tokens included.
     *
     * @return the length of the only window where there is one
     */
    public int tokenCount() {
        return tokenIds.length;
    }

    private int textLength() {
        return tokenIds.length - prefix - suffix;
    }

    private int step() {
        return room - room / OVERLAP;
    }

    /**
     * How the text is parted, for people.
     *
     * @return as in {@code TokenWindows[1000 tokens in 3 windows]}
     */
    @Override
    public String toString() {
        return "TokenWindows[" + tokenIds.length + " tokens in " + count() + " windows]";
    }
}
