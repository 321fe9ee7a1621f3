package io.github.emotions4j.onnx.internal.scheduling;

/**
 * How large a batch may be. A batch has at least one window, whatever that window costs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param maxTokens the token budget: the most tokens of all windows together, at least 0
 * @param maxPaddedTokens the most tokens after padding, at least 0: windows times width, where the width is the length
 *     of the longest window, rounded up to a multiple of {@link #WIDTH_MULTIPLE}. It bounds the memory of attention,
 *     whose scores take {@code heads x windows x width x width} floats
 * @param maxSharedTokens the longest window that shares a batch, in tokens, at least 0; a longer one runs alone
 */
public record BatchLimits(int maxTokens, int maxPaddedTokens, int maxSharedTokens) {

    /** Attention pads the windows of a batch to a multiple of this length. */
    public static final int WIDTH_MULTIPLE = 4;

    /** Every window runs alone. */
    public static final BatchLimits ONE_BY_ONE = new BatchLimits(0, 0, 0);

    /** Refuses negative limits. */
    public BatchLimits {
        if (maxTokens < 0 || maxPaddedTokens < 0 || maxSharedTokens < 0) {
            throw new IllegalArgumentException("found a budget of " + maxTokens + " tokens, " + maxPaddedTokens
                    + " padded tokens and windows of " + maxSharedTokens + " tokens, expected at least 0");
        }
    }

    /** These limits with a smaller token budget, where the given one is smaller. */
    BatchLimits withinTokens(long tokens) {
        return tokens < maxTokens ? new BatchLimits((int) tokens, maxPaddedTokens, maxSharedTokens) : this;
    }

    /** Whether a batch of several windows is within these limits. */
    boolean allow(int windows, long tokens, int longest) {
        long width = (longest + WIDTH_MULTIPLE - 1L) / WIDTH_MULTIPLE * WIDTH_MULTIPLE;
        return longest <= maxSharedTokens && tokens <= maxTokens && windows * width <= maxPaddedTokens;
    }
}
