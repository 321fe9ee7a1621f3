package io.github.emotions4j.onnx;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.NativeLifetime;
import io.github.emotions4j.onnx.internal.runtime.GraphSession;
import io.github.emotions4j.onnx.internal.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * The ONNX graph of a sequence classifier without its tokenizer: token ids in, raw logits out. For those who compare
 * graphs or read other outputs; to classify texts, use {@link OnnxEmotionClassifier}.
 *
 * <p>A run takes the calling thread, and {@link OnnxOptions#threadsPerText()} in all where the graph was loaded with
 * options.
 *
 * <p>Thread-safe: one graph serves all threads. Holds native memory: {@link #close()} it. After that every call throws
 * {@link IllegalStateException}.
 */
public final class OnnxGraph implements AutoCloseable {

    private final GraphSession session;
    private final NativeLifetime lifetime;

    private OnnxGraph(GraphSession session) {
        this.session = session;
        this.lifetime = new NativeLifetime("the graph is closed: " + session.source());
    }

    /**
     * Loads a graph whose runs take the calling thread alone.
     *
     * @param file the ONNX file; inputs {@code input_ids} and {@code attention_mask}, optionally
     *     {@code token_type_ids}, all int64 of shape {@code [batch, length]}; output {@code logits}, float of shape
     *     {@code [batch, labels]}; or a packed graph of this library
     * @return the graph, to be closed by the caller
     * @throws ModelFormatException if the file is missing, is not an ONNX graph, or has other inputs or outputs; the
     *     message names the file
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static OnnxGraph load(Path file) {
        return new OnnxGraph(GraphSession.open(file, SessionSettings.ONE_THREAD));
    }

    /**
     * Loads a graph.
     *
     * @param file the ONNX file, see {@link #load(Path)}
     * @param options {@link OnnxOptions#exactInt8Kernel()} and {@link OnnxOptions#threadsPerText()}, here for every
     *     run; the other options are ignored
     * @return the graph, to be closed by the caller
     * @throws ModelFormatException if the file is missing, is not an ONNX graph, or has other inputs or outputs; the
     *     message names the file
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static OnnxGraph load(Path file, OnnxOptions options) {
        return new OnnxGraph(GraphSession.open(file, options.sessionSettings()));
    }

    /**
     * Loads a graph to read an output of another name, such as one that reports activations.
     *
     * @param file the ONNX file; inputs as {@link #load(Path)} requires
     * @param output the output that {@link #logits(int[])} returns, float of shape {@code [batch, values]}
     * @return the graph, to be closed by the caller
     * @throws ModelFormatException if the file is missing, is not an ONNX graph, or has other inputs or outputs; the
     *     message names the file
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static OnnxGraph load(Path file, String output) {
        return new OnnxGraph(GraphSession.open(file, output, SessionSettings.ONE_THREAD));
    }

    /**
     * The logits of one text.
     *
     * @param tokenIds token ids of the text, shape {@code [length]}, at least one, special tokens included; not
     *     modified
     * @return raw scores, shape {@code [labels]}, in label order; may be NaN or infinite
     * @throws IllegalArgumentException if {@code tokenIds} is empty
     * @throws InferenceException if the run fails, for example for a token id outside the vocabulary or for more tokens
     *     than the model has positions
     * @throws IllegalStateException if the graph is closed
     */
    public float[] logits(int[] tokenIds) {
        return lifetime.use(() -> session.logits(List.of(tokenIds)).get(0));
    }

    /** Frees the native memory after the running calls have ended. Closing twice does nothing. */
    @Override
    public void close() {
        lifetime.close(session::close);
    }
}
