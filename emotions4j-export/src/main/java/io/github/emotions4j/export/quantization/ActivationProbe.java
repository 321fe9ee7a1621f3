package io.github.emotions4j.export.quantization;

import static io.github.emotions4j.export.internal.onnx.Protos.attribute;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.internal.onnx.Protos;
import io.github.emotions4j.export.internal.onnx.TensorNames;
import io.github.emotions4j.onnx.OnnxGraph;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the scales of activations on texts: for each input that an INT8 graph quantises while it runs, the range that holds
 * all values of 98 % of the texts. Beyond it values are limited, which costs less than steps that are wide enough for the
 * most extreme text ({@code docs/lab/performance.md}).
 *
 * <p>Not thread-safe.
 */
final class ActivationProbe {

    private static final String RANGES = "emotions4j_ranges";

    /** The share of texts whose largest value, and of those whose least, lies inside the range. */
    private static final double KEPT = 0.98;

    private final OnnxMl.ModelProto model;
    private final String source;

    /** Input that is quantised to the matrices that are multiplied with it, both in the graph's order. */
    private final Map<String, List<String>> matrices = new LinkedHashMap<>();

    private ActivationProbe(OnnxMl.ModelProto model, String source) {
        this.model = model;
        this.source = source;
        Map<String, String> inputs = new HashMap<>();
        for (OnnxMl.NodeProto node : model.getGraph().getNodeList()) {
            if (node.getOpType().equals("DynamicQuantizeLinear")) {
                inputs.put(node.getOutput(0), node.getInput(0));
            } else if (node.getOpType().equals("MatMulInteger")) {
                matrices.computeIfAbsent(inputs.getOrDefault(node.getInput(0), ""), input -> new ArrayList<>())
                        .add(matrix(node.getInput(1)));
            }
        }
        matrices.remove("");
    }

    /**
     * Finds the scales.
     *
     * @param int8Graph an INT8 graph of {@link Int8Quantizer}
     * @param texts token ids of some hundred texts, special tokens included
     * @throws IllegalArgumentException if there is no text
     * @throws ModelFormatException if the graph quantises nothing while it runs, or does not run
     */
    static ActivationScales scales(Path int8Graph, List<int[]> texts) throws IOException {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("found no text, expected some hundred to find scales of activations on");
        }
        ActivationProbe probe = new ActivationProbe(OnnxReader.read(int8Graph), int8Graph.toString());
        Path file = Files.createTempFile("emotions4j", ".onnx");
        try {
            try (OutputStream output = Files.newOutputStream(file)) {
                probe.graph().writeTo(output);
            }
            return probe.measure(file, texts);
        } finally {
            Files.delete(file);
        }
    }

    private ActivationScales measure(Path probe, List<int[]> texts) {
        float[][] ranges = new float[2 * matrices.size()][texts.size()];
        try (OnnxGraph graph = OnnxGraph.load(probe, RANGES)) {
            for (int text = 0; text < texts.size(); text++) {
                float[] found = graph.logits(texts.get(text));
                for (int range = 0; range < ranges.length; range++) {
                    ranges[range][text] = found[range];
                }
            }
        }
        return scales(ranges);
    }

    private ActivationScales scales(float[][] ranges) {
        Map<String, ActivationScale> scales = new HashMap<>();
        int input = 0;
        for (List<String> readers : matrices.values()) {
            float least = quantile(ranges[2 * input], 1 - KEPT);
            float largest = quantile(ranges[2 * input + 1], KEPT);
            ActivationScale scale = ActivationScale.ofRange(least, largest);
            readers.forEach(matrix -> scales.put(matrix, scale));
            input++;
        }
        return new ActivationScales(scales);
    }

    private static float quantile(float[] values, double share) {
        Arrays.sort(values);
        return values[(int) Math.round(share * (values.length - 1))];
    }

    /** The graph with another output: the least and the largest value of each input, {@code [1, 2 * inputs]}. */
    private OnnxMl.ModelProto graph() {
        if (matrices.isEmpty()) {
            throw new ModelFormatException("no input is quantised by DynamicQuantizeLinear, expected an INT8 graph of"
                    + " this library in " + source);
        }
        OnnxMl.GraphProto.Builder graph = model.getGraph().toBuilder().clearOutput();
        graph.addInitializer(Protos.tensor(RANGES + "_shape", DataType.INT64, List.of(2L), shape()));
        List<String> parts = new ArrayList<>();
        for (String input : matrices.keySet()) {
            parts.add(reduced(graph, "ReduceMin", input));
            parts.add(reduced(graph, "ReduceMax", input));
        }
        graph.addNode(Protos.node("Concat", RANGES, parts, RANGES, attribute("axis", 1)));
        OnnxMl.ValueInfoProto.Builder output = Protos.value(RANGES, DataType.FLOAT, "batch", "ranges").toBuilder();
        return model.toBuilder().setGraph(graph.addOutput(output)).build();
    }

    private static String reduced(OnnxMl.GraphProto.Builder graph, String operator, String input) {
        String value = input + "_" + operator;
        graph.addNode(Protos.node(operator, value, List.of(input), value, attribute("keepdims", 0)));
        String part = value + "_part";
        graph.addNode(Protos.node("Reshape", part, List.of(value, RANGES + "_shape"), part));
        return part;
    }

    private static byte[] shape() {
        ByteBuffer shape = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return shape.putLong(1).putLong(1).array();
    }

    private static String matrix(String integers) {
        return integers.endsWith(TensorNames.QUANTIZED)
                ? integers.substring(0, integers.length() - TensorNames.QUANTIZED.length())
                : integers;
    }
}
