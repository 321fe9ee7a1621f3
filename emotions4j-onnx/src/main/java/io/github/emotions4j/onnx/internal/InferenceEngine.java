package io.github.emotions4j.onnx.internal;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.internal.NativeLifetime;
import io.github.emotions4j.onnx.internal.inference.GraphRun;
import io.github.emotions4j.onnx.internal.inference.TextPipeline;
import io.github.emotions4j.onnx.internal.runtime.GraphRunner;
import io.github.emotions4j.onnx.internal.scheduling.BatchInference;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenWindows;
import java.util.List;

/**
 * The pipeline of one classifier with the native memory that it uses. The texts of lists and streams run in batches of
 * equal length; texts that are longer than the model run alone, and so does every text where the graph does not support
 * batches.
 *
 * <p>Thread-safe. Holds native memory: {@link #close()} it. After that every call throws {@link IllegalStateException}.
 */
public final class InferenceEngine implements BatchInference<TokenWindows>, AutoCloseable {

    /**
     * More tokens in a batch gain little, while the activations of one operator would leave the core's own cache
     * ({@code docs/lab/performance.md}).
     */
    private static final int MAX_BATCH_TOKENS = 384;

    private final TextTokenizer tokenizer;
    private final TextPipeline pipeline;
    private final GraphRunner graph;
    private final GraphRun singleRun;
    private final NativeLifetime lifetime = new NativeLifetime("the classifier is closed");

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
        this.singleRun = tokenIds -> List.of(graph.runSingle(tokenIds.get(0)));
    }

    /**
     * Scores a text in the calling thread, on several intra-op threads if nothing else runs and they are faster.
     *
     * @param text any text
     * @return its scores
     */
    public Scores classify(String text) {
        return lifetime.use(() -> pipeline.classify(pipeline.tokenize(text), singleRun));
    }

    @Override
    public TokenWindows tokenize(String text) {
        return lifetime.use(() -> pipeline.tokenize(text));
    }

    @Override
    public int tokenCount(TokenWindows text) {
        return text.tokenCount();
    }

    /** Texts of equal length share a bucket: each keeps its bits, and nothing is padded. */
    @Override
    public int bucket(TokenWindows text) {
        return text.tokenCount();
    }

    @Override
    public int maxBatchTokens(int bucket) {
        return bucket > pipeline.maxTokens() || !graph.supportsBatches() ? 0 : MAX_BATCH_TOKENS;
    }

    @Override
    public List<Scores> classify(List<TokenWindows> batch) {
        return lifetime.use(() -> batch.size() == 1
                ? List.of(pipeline.classify(batch.get(0), graph::runBatch))
                : pipeline.classifyBatch(batch, graph::runBatch));
    }

    /**
     * Refuses to begin a job on a closed engine.
     *
     * @throws IllegalStateException if the engine is closed
     */
    public void requireOpen() {
        lifetime.requireOpen();
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
