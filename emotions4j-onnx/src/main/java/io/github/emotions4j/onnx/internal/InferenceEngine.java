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
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private final NativeLifetime lifetime = new NativeLifetime("the classifier is closed");

    /** Is told of every run. */
    public interface RunListener {

        /**
         * A run has ended.
         *
         * @param texts how many windows it had
         * @param tokens the tokens of all of them
         * @param waitedNanos how long the oldest of its texts had been queued
         * @param ranNanos how long it ran
         */
        void ran(int texts, long tokens, long waitedNanos, long ranNanos);
    }

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

    /**
     * Tells a listener of every run from now on.
     *
     * @param listener thread-safe; its failures are ignored
     */
    public void addListener(RunListener listener) {
        listeners.add(listener);
    }

    /**
     * Tells a listener of no further run.
     *
     * @param listener one that equals an added one; others are ignored
     */
    public void removeListener(RunListener listener) {
        listeners.remove(listener);
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
    public void batchEnded(int texts, long tokens, long waitedNanos, long ranNanos) {
        for (RunListener listener : listeners) {
            try {
                listener.ran(texts, tokens, waitedNanos, ranNanos);
            } catch (RuntimeException failed) {
                System.getLogger(InferenceEngine.class.getName())
                        .log(System.Logger.Level.DEBUG, "a listener of batches failed", failed);
            }
        }
    }

    @Override
    public Scores classifyAlone(TokenWindows text) {
        return lifetime.use(() -> pipeline.classify(text, this::runSingle));
    }

    private float[] runSingle(int[] tokenIds) {
        long begin = System.nanoTime();
        float[] logits = graph.runSingle(tokenIds);
        batchEnded(1, tokenIds.length, 0, System.nanoTime() - begin);
        return logits;
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
