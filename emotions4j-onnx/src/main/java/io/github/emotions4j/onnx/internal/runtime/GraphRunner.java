package io.github.emotions4j.onnx.internal.runtime;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the graph of one classifier. Batches run in the calling thread; a single text may have several intra-op threads
 * while no other run is active.
 *
 * <p>Thread-safe. The owner makes sure that no run is active when it calls {@link #close()} and that none follows.
 */
public final class GraphRunner implements AutoCloseable {

    private final Path file;
    private final SessionSettings settings;
    private final GraphSession session;
    private final LabelSet labels;
    private final IntraOpThreadSelector selector;
    private final AtomicInteger activeRuns = new AtomicInteger();

    private GraphRunner(
            Path file,
            SessionSettings settings,
            GraphSession session,
            LabelSet labels,
            IntraOpThreadSelector selector) {
        this.file = file;
        this.settings = settings;
        this.session = session;
        this.labels = labels;
        this.selector = selector;
    }

    /**
     * Opens a graph that must have one logit per label.
     *
     * @param file the ONNX file
     * @param settings kernel of every run, and the most intra-op threads of a single text
     * @param labels the labels in the order of the logits
     * @return the runner, to be closed by the caller
     * @throws ModelFormatException if the file is missing, is not an ONNX graph, or has other inputs or outputs
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static GraphRunner open(Path file, SessionSettings settings, LabelSet labels) {
        GraphSession session = GraphSession.open(file, settings.withOneThread(), labels);
        IntraOpThreadSelector selector = settings.intraOpThreads() == 1
                ? IntraOpThreadSelector.singleThread(session)
                : new IntraOpThreadSelector(session, () -> GraphSession.open(file, settings, labels), System::nanoTime);
        return new GraphRunner(file, settings, session, labels, selector);
    }

    /**
     * The graph that runs.
     *
     * @return its ONNX file
     */
    public Path file() {
        return file;
    }

    /**
     * What the sessions are configured with.
     *
     * @return kernel, and the most intra-op threads of a single text
     */
    public SessionSettings settings() {
        return settings;
    }

    /**
     * The texts on which the scales of activations were found.
     *
     * @return what people call them; empty where the graph does not say it
     */
    public Optional<String> activationTexts() {
        return session.activationTexts();
    }

    /**
     * The version of ONNX Runtime.
     *
     * @return such as 1.28.0
     */
    public String runtimeVersion() {
        return OnnxEnvironment.get().getVersion();
    }

    /**
     * Whether a batch may have more than one text.
     *
     * @return true where the graph is made for batches; whether texts keep their bits depends on the processor too
     */
    public boolean supportsBatches() {
        return session.supportsBatches();
    }

    /**
     * The longest text that shares a batch.
     *
     * @return its length in tokens
     */
    public int maxSharedTokens() {
        return PackedBatch.MAX_MASKED_TOKENS;
    }

    /**
     * Runs texts in the calling thread.
     *
     * @param tokenIds shape {@code [batch][length of the text]}; more than one text only where
     *     {@link #supportsBatches()}, and then each of at most {@link #maxSharedTokens()} tokens
     * @return logits, shape {@code [batch][labels]}, not checked for NaN or infinity
     * @throws InferenceException if the run fails
     */
    public List<float[]> runBatch(List<int[]> tokenIds) {
        activeRuns.incrementAndGet();
        try {
            return session.logits(tokenIds, labels);
        } finally {
            activeRuns.decrementAndGet();
        }
    }

    /**
     * Runs one text, on several intra-op threads if no other run is active and they are faster.
     *
     * @param tokenIds shape {@code [length]}
     * @return logits, shape {@code [labels]}, not checked for NaN or infinity
     * @throws InferenceException if the run fails
     */
    public float[] runSingle(int[] tokenIds) {
        // While this run is active no other run sees a count of 1: one thread at a time uses the selector.
        boolean alone = activeRuns.incrementAndGet() == 1;
        try {
            return alone
                    ? selector.logits(tokenIds, labels)
                    : session.logits(List.of(tokenIds), labels).get(0);
        } finally {
            activeRuns.decrementAndGet();
        }
    }

    /** Frees the native memory of all sessions. Closing twice does nothing. */
    @Override
    public void close() {
        selector.close();
        session.close();
    }
}
