package io.github.emotions4j.onnx.internal.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.emotions4j.core.ModelFormatException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and the output of a sequence classifier's graph.
 *
 * @param inputNames the inputs of the graph, a subset of the three that this library can fill; for a packed graph those
 *     of {@link PackedBatch}
 * @param packed how a packed graph runs; empty for a graph that takes one text
 * @param output the output that is read
 * @param logitsShape shape of that output, -1 for a dynamic dimension
 * @param source name of the graph in error messages
 */
record GraphSignature(
        List<String> inputNames, Optional<PackedForm> packed, String output, List<Long> logitsShape, String source) {

    static final String INPUT_IDS = "input_ids";
    static final String ATTENTION_MASK = "attention_mask";
    static final String TOKEN_TYPE_IDS = "token_type_ids";
    static final String LOGITS = "logits";

    /** Metadata domain of graphs of earlier versions for unpadded inputs; they need no attention mask. */
    static final String FAST = "emotions4j.fast";

    private static final Set<String> REQUIRED = Set.of(INPUT_IDS, ATTENTION_MASK);
    private static final Set<String> ALLOWED = Set.of(INPUT_IDS, ATTENTION_MASK, TOKEN_TYPE_IDS);

    GraphSignature {
        inputNames = List.copyOf(inputNames);
        logitsShape = List.copyOf(logitsShape);
    }

    /**
     * Reads the signature of a session.
     *
     * @throws ModelFormatException if inputs or outputs are not those of a sequence classifier
     */
    static GraphSignature of(OrtSession session, String output, String source) {
        try {
            OnnxModelMetadata metadata = session.getMetadata();
            List<Long> logitsShape = logitsShape(session.getOutputInfo(), output, source);
            if (metadata.getDomain().equals(PackedForm.DOMAIN)) {
                List<String> inputs = List.copyOf(session.getInputNames());
                PackedForm form = PackedForm.of(metadata, source);
                return new GraphSignature(inputs, Optional.of(form), output, logitsShape, source);
            }
            requireInputs(session.getInputInfo(), metadata.getDomain().equals(FAST), source);
            return new GraphSignature(
                    List.copyOf(session.getInputNames()), Optional.empty(), output, logitsShape, source);
        } catch (OrtException unreadable) {
            throw new ModelFormatException(
                    "inputs of " + source + " cannot be read: " + OnnxSessions.firstLine(unreadable), unreadable);
        }
    }

    private static void requireInputs(Map<String, NodeInfo> inputs, boolean fast, String source) {
        boolean complete = inputs.keySet().containsAll(REQUIRED) || fast || batch(inputs) == 1;
        if (!complete || !ALLOWED.containsAll(inputs.keySet())) {
            throw new ModelFormatException("graph has inputs " + new TreeSet<>(inputs.keySet())
                    + ", expected input_ids, attention_mask and, if any more, token_type_ids in " + source);
        }
        inputs.forEach((name, info) -> requireInput(name, tensor(info), source));
    }

    /** Batch size of the graph, -1 for any. A graph with a batch size of 1 needs no mask. */
    private static long batch(Map<String, NodeInfo> inputs) {
        TensorInfo ids = inputs.containsKey(INPUT_IDS) ? tensor(inputs.get(INPUT_IDS)) : null;
        return ids != null && ids.getShape().length == 2 ? ids.getShape()[0] : 0;
    }

    private static void requireInput(String name, @Nullable TensorInfo info, String source) {
        boolean fits = info != null && info.type == OnnxJavaType.INT64 && fits(info.getShape());
        if (!fits) {
            throw new ModelFormatException("input '" + name + "' is " + describe(info)
                    + ", expected int64 of shape [batch, length], both dynamic, in " + source);
        }
    }

    /** A fixed batch size of 1 is accepted: texts then run one by one. */
    private static boolean fits(long[] shape) {
        return shape.length == 2 && (shape[0] == -1 || shape[0] == 1) && shape[1] == -1;
    }

    private static List<Long> logitsShape(Map<String, NodeInfo> outputs, String output, String source) {
        NodeInfo logits = outputs.get(output);
        if (logits == null) {
            throw new ModelFormatException("graph has outputs " + new TreeSet<>(outputs.keySet())
                    + ", expected an output '" + output + "' in " + source);
        }
        TensorInfo info = tensor(logits);
        if (info == null || info.type != OnnxJavaType.FLOAT || info.getShape().length != 2) {
            throw new ModelFormatException("output '" + output + "' is " + describe(info)
                    + ", expected float of shape [batch, labels] in " + source);
        }
        return Arrays.stream(info.getShape()).boxed().toList();
    }

    /**
     * Requires one logit per label, where the graph states how many there are.
     *
     * @throws ModelFormatException if the graph has another number of logits
     */
    void requireLabelCount(int labelCount) {
        long found = logitsShape.get(1);
        if (found != -1 && found != labelCount) {
            throw wrongLabelCount(found, labelCount);
        }
    }

    /** The error for a graph with another number of logits than labels. */
    ModelFormatException wrongLabelCount(long found, int labelCount) {
        return new ModelFormatException("output '" + output + "' has shape [batch, " + found + "], expected [batch, "
                + labelCount + "] for the " + labelCount + " labels of config.json in " + source);
    }

    private static @Nullable TensorInfo tensor(NodeInfo info) {
        return info.getInfo() instanceof TensorInfo tensor ? tensor : null;
    }

    private static String describe(@Nullable TensorInfo info) {
        if (info == null) {
            return "no tensor";
        }
        String shape = Arrays.stream(info.getShape())
                .mapToObj(size -> size == -1 ? "dynamic" : Long.toString(size))
                .collect(Collectors.joining(", ", "[", "]"));
        return info.type.name().toLowerCase(java.util.Locale.ROOT) + " of shape " + shape;
    }
}
