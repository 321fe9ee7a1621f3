package io.github.emotions4j.onnx.internal.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * An ONNX Runtime session of a sequence classifier: token ids in, one logit per label out. A run takes one text or,
 * where {@link #supportsBatches()}, several texts of equal length; inputs are never padded.
 *
 * <p>Safe for concurrent runs. The owner makes sure that no run is active when it calls {@link #close()} and that none
 * follows.
 */
public final class GraphSession implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final GraphSignature signature;
    private boolean closed;

    private GraphSession(OrtEnvironment environment, OrtSession session, GraphSignature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
    }

    /**
     * Opens a graph with the output {@code logits}.
     *
     * @param file the ONNX file
     * @param settings threads and kernel of every run
     * @return the session, to be closed by the caller
     * @throws ModelFormatException if the file is missing, is not an ONNX graph, or has other inputs or outputs
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static GraphSession open(Path file, SessionSettings settings) {
        return open(file, GraphSignature.LOGITS, settings);
    }

    /**
     * Opens a graph with an output of any name.
     *
     * @param file the ONNX file
     * @param output the output to read, float of shape {@code [batch, values]}
     * @param settings threads and kernel of every run
     * @return the session, to be closed by the caller
     * @throws ModelFormatException if the file is missing, is not an ONNX graph, or has other inputs or outputs
     * @throws InferenceException if ONNX Runtime cannot be loaded on this platform
     */
    public static GraphSession open(Path file, String output, SessionSettings settings) {
        return open(file, output, settings, signature -> {});
    }

    /** Opens a graph that must have one logit per label. */
    static GraphSession open(Path file, SessionSettings settings, LabelSet labels) {
        return open(file, GraphSignature.LOGITS, settings, signature -> signature.requireLabelCount(labels.size()));
    }

    private static GraphSession open(
            Path file, String output, SessionSettings settings, Consumer<GraphSignature> check) {
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException("no graph at " + file + ", expected an ONNX file");
        }
        OrtEnvironment environment = OnnxEnvironment.get();
        OrtSession session = OnnxSessions.open(environment, file, settings);
        boolean complete = false;
        try {
            GraphSignature signature = GraphSignature.of(session, output, file.toString());
            check.accept(signature);
            complete = true;
            return new GraphSession(environment, session, signature);
        } finally {
            if (!complete) {
                OnnxSessions.close(session);
            }
        }
    }

    /**
     * What error messages call the graph.
     *
     * @return its file
     */
    public String source() {
        return signature.source();
    }

    /** Whether {@link #logits(List)} takes more than one text. */
    boolean supportsBatches() {
        return signature.supportsBatches();
    }

    /**
     * The logits of texts of equal length. Each text gets the same bits as if it ran alone.
     *
     * @param tokenIds token ids, shape {@code [batch][length]}, at least one token; not modified. More than one text
     *     only where {@link #supportsBatches()}
     * @return raw scores, shape {@code [batch][labels]}; may be NaN or infinite
     * @throws IllegalArgumentException if the texts have no token
     * @throws InferenceException if the run fails
     */
    public List<float[]> logits(List<int[]> tokenIds) {
        int length = tokenIds.get(0).length;
        if (length == 0) {
            throw new IllegalArgumentException("found no token, expected at least one");
        }
        try {
            return run(tokenIds, length);
        } catch (OrtException failed) {
            throw new InferenceException(
                    "a text of " + length + " tokens failed: " + OnnxSessions.firstLine(failed) + " in " + source(),
                    failed);
        }
    }

    /**
     * The logits of texts of equal length, one per label.
     *
     * @throws ModelFormatException if the graph returns another number; its file need not state the number
     */
    List<float[]> logits(List<int[]> tokenIds, LabelSet labels) {
        List<float[]> logits = logits(tokenIds);
        int found = logits.get(0).length;
        if (found != labels.size()) {
            throw signature.wrongLabelCount(found, labels.size());
        }
        return logits;
    }

    /** Frees the native memory. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            OnnxSessions.close(session);
        }
    }

    private List<float[]> run(List<int[]> tokenIds, int length) throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            for (String name : signature.inputNames()) {
                inputs.put(name, tensor(values(name, tokenIds, length), length));
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(signature.output()))) {
                return rows(((OnnxTensor) result.get(0)).getFloatBuffer().array(), tokenIds.size());
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

    private static long[] values(String input, List<int[]> tokenIds, int length) {
        long[] values = new long[tokenIds.size() * length];
        if (input.equals(GraphSignature.INPUT_IDS)) {
            Arrays.setAll(values, i -> tokenIds.get(i / length)[i % length]);
        } else if (input.equals(GraphSignature.ATTENTION_MASK)) {
            Arrays.fill(values, 1);
        }
        return values;
    }
}
