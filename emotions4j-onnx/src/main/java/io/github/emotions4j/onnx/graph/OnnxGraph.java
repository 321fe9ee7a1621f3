package io.github.emotions4j.onnx.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.onnx.OnnxOptions;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A sequence classifier's ONNX graph: token ids in, one logit per label out.
 *
 * <p>Each call runs in the calling thread, helped by others where it was loaded so: one text or, where the graph keeps each
 * text's bits, several of one length; nothing is ever padded. Thread-safe: one graph serves all threads. Holds native
 * memory: {@link #close()} it. After that every call throws {@link IllegalStateException}.
 */
public final class OnnxGraph implements AutoCloseable {

    private static final OnnxOptions IN_ONE_THREAD =
            OnnxOptions.builder().threadsPerText(1).build();

    private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final GraphSignature signature;
    private boolean closed;

    private OnnxGraph(OrtEnvironment environment, OrtSession session, GraphSignature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
    }

    /**
     * Loads a graph whose runs take the calling thread alone.
     *
     * @param file the ONNX file; inputs {@code input_ids} and {@code attention_mask}, optionally
     *     {@code token_type_ids}, all int64 of shape {@code [batch, length]}; output {@code logits}, float of shape
     *     {@code [batch, labels]}
     * @return the graph, to be closed by the caller
     * @throws ModelFormatException if there is no such file, it is no ONNX graph, or it has other inputs or outputs; the
     *     message names the file
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static OnnxGraph load(Path file) {
        return load(file, IN_ONE_THREAD);
    }

    /**
     * Loads a graph.
     *
     * @param file the ONNX file, as {@link #load(Path)} says
     * @param options {@code exactInt8Kernel} and {@code threadsPerText}, for every run, are used here, the rest is not
     * @return the graph, to be closed by the caller
     * @throws ModelFormatException if there is no such file, it is no ONNX graph, or it has other inputs or outputs; the
     *     message names the file
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static OnnxGraph load(Path file, OnnxOptions options) {
        return load(file, GraphSignature.LOGITS, options, signature -> {});
    }

    /**
     * Loads a graph for an output of another name, as one that tells of the inside of a model.
     *
     * @param file the ONNX file; inputs as {@link #load(Path)} says
     * @param output the output that {@link #logits(int[])} gives, float of shape {@code [batch, values]}
     * @return the graph, to be closed by the caller
     * @throws ModelFormatException if there is no such file, it is no ONNX graph, or it has other inputs or outputs; the
     *     message names the file
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static OnnxGraph load(Path file, String output) {
        return load(file, output, IN_ONE_THREAD, signature -> {});
    }

    /** Loads a graph that must give one logit per label. */
    public static OnnxGraph load(Path file, OnnxOptions options, LabelSet labels) {
        return load(file, GraphSignature.LOGITS, options, signature -> signature.requireLabelCount(labels.size()));
    }

    private static OnnxGraph load(Path file, String output, OnnxOptions options, Consumer<GraphSignature> check) {
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException("no graph at " + file + ", expected an ONNX file");
        }
        OrtEnvironment environment = OnnxEnvironment.get();
        OrtSession session = OnnxSessions.open(environment, file, options);
        boolean complete = false;
        try {
            GraphSignature signature = GraphSignature.of(session, output, file.toString());
            check.accept(signature);
            complete = true;
            return new OnnxGraph(environment, session, signature);
        } finally {
            if (!complete) {
                OnnxSessions.close(session);
            }
        }
    }

    /**
     * The logits of one text.
     *
     * @param tokenIds the text's tokens, shape {@code [length]}, at least one, special tokens included; not modified
     * @return raw scores, shape {@code [labels]}, in label order; not checked for NaN or infinity
     * @throws IllegalArgumentException if there is no token
     * @throws InferenceException if the run fails, as for a token id outside the vocabulary or more tokens than positions
     * @throws IllegalStateException if the graph is closed
     */
    public float[] logits(int[] tokenIds) {
        return logits(List.of(tokenIds)).get(0);
    }

    /** Whether {@link #logits(List)} takes more than one text. */
    public boolean takesEqualLengths() {
        return signature.takesEqualLengths();
    }

    /**
     * The logits of texts of one length, the same bits for each as if it were alone.
     *
     * @param texts token ids of each, all of one length, at least one token; not modified. More than one only where
     *     {@link #takesEqualLengths()}
     * @return raw scores of each text, shape {@code [labels]}
     */
    public List<float[]> logits(List<int[]> texts) {
        int length = texts.get(0).length;
        if (length == 0) {
            throw new IllegalArgumentException("found no token, expected at least one");
        }
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the graph is closed: " + signature.source());
            }
            return run(texts, length);
        } catch (OrtException failed) {
            throw new InferenceException(
                    "a text of " + length + " tokens failed: " + OnnxSessions.firstLine(failed) + " in "
                            + signature.source(),
                    failed);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    /**
     * The logits of texts of one length, one per label.
     *
     * @throws ModelFormatException if the graph gives another number, which its file need not state
     */
    public List<float[]> logits(List<int[]> texts, LabelSet labels) {
        List<float[]> logits = logits(texts);
        int found = logits.get(0).length;
        if (found != labels.size()) {
            throw signature.wrongLabelCount(found, labels.size());
        }
        return logits;
    }

    /** Frees the native memory. Calls that are under way finish first; closing twice does nothing. */
    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                OnnxSessions.close(session);
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    private List<float[]> run(List<int[]> texts, int length) throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            for (String name : signature.inputNames()) {
                inputs.put(name, tensor(values(name, texts, length), length));
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(signature.output()))) {
                return rows(((OnnxTensor) result.get(0)).getFloatBuffer().array(), texts.size());
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static List<float[]> rows(float[] logits, int count) {
        int width = logits.length / count;
        return IntStream.range(0, count)
                .mapToObj(row -> Arrays.copyOfRange(logits, row * width, (row + 1) * width))
                .toList();
    }

    private OnnxTensor tensor(long[] values, int length) throws OrtException {
        long[] shape = {values.length / length, length};
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private static long[] values(String input, List<int[]> texts, int length) {
        long[] values = new long[texts.size() * length];
        if (input.equals(GraphSignature.INPUT_IDS)) {
            Arrays.setAll(values, i -> texts.get(i / length)[i % length]);
        } else if (input.equals(GraphSignature.ATTENTION_MASK)) {
            Arrays.fill(values, 1);
        }
        return values;
    }
}
