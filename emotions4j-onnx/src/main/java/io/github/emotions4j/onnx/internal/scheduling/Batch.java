package io.github.emotions4j.onnx.internal.scheduling;

import java.util.ArrayList;
import java.util.List;

/**
 * The windows of one batch.
 *
 * <p>Not thread-safe: one thread fills it and runs it.
 *
 * @param <T> a tokenised text
 */
final class Batch<T> {

    /** A window, and the text that gets its logits. */
    record Entry<T>(TextTask<T> text, int window) {

        void addLogits(float[] logits) {
            text.addLogits(window, logits);
        }

        Window<T> toWindow() {
            return text.window(window);
        }
    }

    private final BatchLimits limits;
    private final List<Entry<T>> entries = new ArrayList<>();
    private long tokens;
    private int longest;

    Batch(BatchLimits limits) {
        this.limits = limits;
    }

    void add(TextTask<T> text, int window) {
        entries.add(new Entry<>(text, window));
        tokens += text.windowTokens();
        longest = Math.max(longest, text.windowTokens());
    }

    /** Whether one more window of so many tokens is within the limits. */
    boolean hasRoomFor(int windowTokens) {
        return limits.allow(entries.size() + 1, tokens + windowTokens, Math.max(longest, windowTokens));
    }

    BatchLimits limits() {
        return limits;
    }

    List<Entry<T>> entries() {
        return entries;
    }

    /** Ends all texts with a failure. */
    void fail(Throwable failure) {
        entries.forEach(entry -> entry.text().fail(failure));
    }

    /** How many single texts of one window it runs. */
    int shortSingles() {
        return (int)
                entries.stream().filter(entry -> entry.text().isShortSingle()).count();
    }
}
