package io.github.emotions4j.onnx.internal;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.internal.CpuFlags;
import io.github.emotions4j.core.internal.NativeLifetime;
import io.github.emotions4j.onnx.internal.inference.TextPipeline;
import io.github.emotions4j.onnx.internal.inference.TextScores;
import io.github.emotions4j.onnx.internal.runtime.GraphRunner;
import io.github.emotions4j.onnx.internal.scheduling.BatchInference;
import io.github.emotions4j.onnx.internal.scheduling.BatchLimits;
import io.github.emotions4j.onnx.internal.scheduling.Window;
import io.github.emotions4j.onnx.internal.scheduling.WindowScores;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenWindows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline of one classifier with the native memory that it uses. Where the graph supports batches, windows of any
 * lengths run together; elsewhere each window runs alone.
 *
 * <p>Thread-safe. Holds native memory: {@link #close()} it. After that every call throws {@link IllegalStateException}.
 */
public final class InferenceEngine implements BatchInference<TokenWindows>, AutoCloseable {

    /**
     * More tokens in a batch gain little, while the activations of one operator would leave the core's own cache
     * ({@code docs/lab/performance.md}).
     */
    private static final int MAX_BATCH_TOKENS = 384;

    /** Attention pads little where lengths are near, so this is met only where few texts wait. */
    private static final int MAX_PADDED_TOKENS = 512;

    private final TextTokenizer tokenizer;
    private final TextPipeline pipeline;
    private final GraphRunner graph;
    private final BatchCheck check;
    private @Nullable BatchLimits limits;
    private final NativeLifetime lifetime = new NativeLifetime("the classifier is closed");

    /** The scores of a text, as the scheduler sees them. */
    private record PooledScores(TextScores text) implements WindowScores {

        @Override
        public void add(float[] logits) {
            text.add(logits);
        }

        @Override
        public Scores scores() {
            return text.scores();
        }
    }

    /**
     * Takes over the tokenizer and the graph.
     *
     * @param tokenizer the tokenizer of the pipeline, closed with this engine
     * @param pipeline tokenises and scores
     * @param graph the graph, closed with this engine
     */
    public InferenceEngine(TextTokenizer tokenizer, TextPipeline pipeline, GraphRunner graph) {
        this.tokenizer = tokenizer;
        this.pipeline = pipeline;
        this.graph = graph;
        this.check = new BatchCheck(pipeline, graph, CpuFlags::current);
    }

    /**
     * The texts on which the scales of activations were found.
     *
     * @return what people call them; empty where the graph does not say it
     */
    public Optional<String> activationTexts() {
        return graph.activationTexts();
    }

    @Override
    public TokenWindows tokenize(String text) {
        return lifetime.use(() -> pipeline.tokenize(text));
    }

    @Override
    public int windowCount(TokenWindows text) {
        return pipeline.windowCount(text);
    }

    @Override
    public int windowTokens(TokenWindows text) {
        return pipeline.windowTokens(text);
    }

    /** The first call on a machine compares the bits of some batches, which takes as long as some dozens of texts. */
    @Override
    public synchronized BatchLimits limits() {
        if (limits == null) {
            boolean batches = graph.supportsBatches() && lifetime.use(check::passes);
            limits = batches
                    ? new BatchLimits(MAX_BATCH_TOKENS, MAX_PADDED_TOKENS, graph.maxSharedTokens())
                    : BatchLimits.ONE_BY_ONE;
        }
        return limits;
    }

    @Override
    public List<float[]> logits(List<Window<TokenWindows>> batch) {
        List<int[]> tokenIds = batch.stream()
                .map(window -> window.text().window(window.index()).toArray())
                .toList();
        return lifetime.use(() -> graph.runBatch(tokenIds));
    }

    @Override
    public WindowScores newScores(TokenWindows text) {
        return new PooledScores(pipeline.newScores(text));
    }

    @Override
    public Scores classifyAlone(TokenWindows text) {
        return lifetime.use(() -> pipeline.classify(text, graph::runSingle));
    }

    /** Frees the native memory after the running texts have ended. Closing twice does nothing. */
    @Override
    public void close() {
        lifetime.close(() -> {
            tokenizer.close();
            graph.close();
        });
    }
}
