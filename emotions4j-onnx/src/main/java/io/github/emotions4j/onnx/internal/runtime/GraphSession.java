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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * An ONNX Runtime session of a sequence classifier: token ids in, one logit per label out. A run takes one text without
 * padding or, where {@link #supportsBatches()}, several texts as a {@link PackedBatch}.
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
        return signature.packed().map(PackedForm::supportsBatches).orElse(false);
    }

    /** Which texts the scales of activations were found on, where the graph says it. */
    Optional<String> activationTexts() {
        return signature.packed().flatMap(PackedForm::activationTexts);
    }

    /**
     * The logits of texts. Each text gets the same bits as if it ran alone.
     *
     * @param tokenIds token ids, shape {@code [batch][length of the text]}, at least one token each; not modified. More
     *     than one text only where {@link #supportsBatches()}, and then each of at most
     *     {@value PackedBatch#MAX_MASKED_TOKENS} tokens
     * @return raw scores, shape {@code [batch][labels]}; may be NaN or infinite
     * @throws IllegalArgumentException if a text has no token, or the texts cannot run together
     * @throws InferenceException if the run fails
     */
    public List<float[]> logits(List<int[]> tokenIds) {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            addInputs(tokenIds, inputs);
            try (OrtSession.Result result = session.run(inputs, Set.of(signature.output()))) {
                return rows(((OnnxTensor) result.get(0)).getFloatBuffer().array(), tokenIds.size());
            }
        } catch (OrtException failed) {
            throw new InferenceException(
                    description(tokenIds) + " failed: " + OnnxSessions.firstLine(failed) + " in " + source(), failed);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static String description(List<int[]> tokenIds) {
        return tokenIds.size() == 1
                ? "a text of " + tokenIds.get(0).length + " tokens"
                : "a batch of " + tokenIds.size() + " texts";
    }

    /**
     * The logits of texts, one per label.
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

    private void addInputs(List<int[]> tokenIds, Map<String, OnnxTensor> inputs) throws OrtException {
        Optional<PackedForm> packed = signature.packed();
        if (packed.isPresent()) {
            new PackedBatch(tokenIds, packed.get()).addTo(inputs, environment);
            return;
        }
        int[] text = onlyText(tokenIds);
        for (String name : signature.inputNames()) {
            long[] values = values(name, text);
            long[] shape = {1, values.length};
            inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
        }
    }

    private static int[] onlyText(List<int[]> tokenIds) {
        if (tokenIds.size() != 1) {
            throw new IllegalArgumentException("found " + tokenIds.size() + " texts, expected one");
        }
        if (tokenIds.get(0).length == 0) {
            throw new IllegalArgumentException("found no token, expected at least one");
        }
        return tokenIds.get(0);
    }

    private static long[] values(String input, int[] tokenIds) {
        long[] values = new long[tokenIds.length];
        if (input.equals(GraphSignature.INPUT_IDS)) {
            Arrays.setAll(values, i -> tokenIds[i]);
        } else if (input.equals(GraphSignature.ATTENTION_MASK)) {
            Arrays.fill(values, 1);
        }
        return values;
    }

    private static List<float[]> rows(float[] logits, int count) {
        int width = logits.length / count;
        return IntStream.range(0, count)
                .mapToObj(row -> Arrays.copyOfRange(logits, row * width, (row + 1) * width))
                .toList();
    }
}
