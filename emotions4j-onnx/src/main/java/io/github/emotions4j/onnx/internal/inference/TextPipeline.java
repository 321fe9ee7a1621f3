package io.github.emotions4j.onnx.internal.inference;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenWindows;
import java.util.List;
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
     * The longest text that runs in one window.
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
     * Scores one text of any length.
     *
     * @param text a tokenised text
     * @param graph runs one window at a time
     * @return the scores, which report windows and truncation
     * @throws InferenceException if a run fails or returns NaN or infinity
     * @throws CancellationException if the calling thread is interrupted before a window
     */
    public Scores classify(TokenWindows text, GraphRun graph) {
        if (text.count() == 1) {
            return postprocessor.scores(logits(text, 0, graph));
        }
        return truncation ? postprocessor.scores(logits(text, 0, graph)).ofBeginning() : classifyWindows(text, graph);
    }

    /**
     * Scores several texts in one run.
     *
     * @param texts tokenised texts of equal length, at most {@link #maxTokens()}
     * @param graph runs them all at a time
     * @return the scores of each text, in the same order
     * @throws InferenceException if the run fails or returns NaN or infinity
     */
    public List<Scores> classifyBatch(List<TokenWindows> texts, GraphRun graph) {
        List<int[]> tokenIds =
                texts.stream().map(text -> text.window(0).toArray()).toList();
        return graph.logits(tokenIds).stream()
                .map(logits -> postprocessor.scores(logits))
                .toList();
    }

    private Scores classifyWindows(TokenWindows text, GraphRun graph) {
        WindowPooling windows = postprocessor.newPooling();
        for (int index = 0; index < text.count(); index++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + index + " of " + text.count() + " windows");
            }
            windows.add(postprocessor.probabilities(logits(text, index, graph)));
        }
        return postprocessor.scores(windows);
    }

    private static float[] logits(TokenWindows text, int window, GraphRun graph) {
        return graph.logits(List.of(text.window(window).toArray())).get(0);
    }
}
