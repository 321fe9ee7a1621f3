package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenWindows;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * A text's way to its scores: tokenise, run the graph, post-process the logits. All of it happens in the calling
 * thread.
 *
 * <p>Thread-safe. Does not own the tokenizer.
 */
public final class TextPipeline {

    private final TextTokenizer tokenizer;
    private final int maxTokens;
    private final boolean truncation;
    private final LogitsPostprocessor postprocessor;

    /**
     * Puts the steps together.
     *
     * @param tokenizer the tokenizer, open as long as the pipeline is used
     * @param maxTokens the longest text in tokens that the graph takes, special tokens included
     * @param truncation whether only the first window of a longer text is scored, instead of all windows
     * @param postprocessor turns logits into scores
     */
    public TextPipeline(TextTokenizer tokenizer, int maxTokens, boolean truncation, LogitsPostprocessor postprocessor) {
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
        this.truncation = truncation;
        this.postprocessor = postprocessor;
    }

    /**
     * The longest window.
     *
     * @return its length in tokens, special tokens included
     */
    public int maxTokens() {
        return maxTokens;
    }

    /**
     * Tokenises a text.
     *
     * @param text any text, the empty one included
     * @return its tokens, in several windows where there are more than {@code maxTokens}
     */
    public TokenWindows tokenize(String text) {
        return tokenizer.windows(Objects.requireNonNull(text, "text"), maxTokens);
    }

    /**
     * The number of windows that are scored.
     *
     * @param text a tokenised text
     * @return at least 1; 1 with truncation
     */
    public int windowCount(TokenWindows text) {
        return truncation ? 1 : text.count();
    }

    /**
     * The length of each window.
     *
     * @param text a tokenised text
     * @return its tokens, special tokens included
     */
    public int windowTokens(TokenWindows text) {
        return Math.min(text.tokenCount(), maxTokens);
    }

    /**
     * Begins the scores of a text, for a caller that runs the windows itself.
     *
     * @param text a tokenised text
     * @return scores without a window; {@link #windowCount} windows are to be added
     */
    public TextScores newScores(TokenWindows text) {
        return new TextScores(postprocessor, windowCount(text) < text.count());
    }

    /**
     * Scores one text of any length, window by window.
     *
     * @param text a tokenised text
     * @param graph runs one window at a time
     * @return the scores, which report windows and truncation
     * @throws InferenceException if a run fails or returns NaN or infinity
     * @throws CancellationException if the calling thread is interrupted between two windows
     */
    public Scores classify(TokenWindows text, GraphRun graph) {
        TextScores scores = newScores(text);
        int count = windowCount(text);
        for (int index = 0; index < count; index++) {
            if (index > 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + index + " of " + count + " windows");
            }
            scores.add(graph.logits(text.window(index).toArray()));
        }
        return scores.scores();
    }
}
