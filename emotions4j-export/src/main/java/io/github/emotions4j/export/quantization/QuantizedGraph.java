package io.github.emotions4j.export.quantization;

import static io.github.emotions4j.export.internal.onnx.Protos.attribute;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.Attributes;
import io.github.emotions4j.export.internal.onnx.Initializers;
import io.github.emotions4j.export.internal.onnx.Protos;
import io.github.emotions4j.export.internal.onnx.TensorNames;
import io.github.emotions4j.export.internal.onnx.UsedNames;
import io.github.emotions4j.export.internal.quantization.ActivationSmoothing;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rewrites one graph to INT8, node by node and in the graph's order. Not thread-safe. */
final class QuantizedGraph {

    private static final OnnxMl.AttributeProto TO_FLOAT =
            attribute("to", OnnxMl.TensorProto.DataType.FLOAT.getNumber());

    private final OnnxMl.GraphProto graph;
    private final String source;
    private final Initializers initializers;
    private final ActivationSmoothing smoothing;
    private final List<OnnxMl.NodeProto> nodes = new ArrayList<>();
    private final Map<String, OnnxMl.TensorProto> added = new LinkedHashMap<>();
    private final Map<String, QuantizedTensor> tensors = new LinkedHashMap<>();
    private final Set<String> quantizedInputs = new HashSet<>();
    private final Set<String> replaced = new HashSet<>();
    private final List<String> nodesInFp32 = new ArrayList<>();

    /** A graph whose own weights decide what is smoothed. */
    QuantizedGraph(OnnxMl.GraphProto graph, String source) {
        this(graph, source, ActivationSmoothing.of(new Initializers(graph, source)));
    }

    QuantizedGraph(OnnxMl.GraphProto graph, String source, ActivationSmoothing smoothing) {
        this.graph = graph;
        this.source = source;
        this.initializers = new Initializers(graph, source);
        this.smoothing = smoothing;
    }

    OnnxMl.GraphProto rewrite() {
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            rewrite(node);
        }
        replaced.removeAll(UsedNames.of(nodes, graph));
        return rebuilt();
    }

    private void rewrite(OnnxMl.NodeProto node) {
        switch (node.getOpType()) {
            case "MatMul" -> matMul(requireInputs(node));
            case "Gemm" -> gemm(requireInputs(node));
            case "Gather" -> gather(requireInputs(node));
            default -> nodes.add(node);
        }
    }

    private OnnxMl.NodeProto requireInputs(OnnxMl.NodeProto node) {
        if (node.getInputCount() < 2 || node.getOutputCount() != 1) {
            throw new ModelFormatException(node.getOpType() + " node '" + node.getName() + "' has "
                    + node.getInputCount() + " inputs and " + node.getOutputCount()
                    + " outputs, expected at least 2 and 1 in " + source);
        }
        return node;
    }

    List<QuantizedTensor> tensors() {
        return List.copyOf(tensors.values());
    }

    List<String> nodesInFp32() {
        return List.copyOf(nodesInFp32);
    }

    private void matMul(OnnxMl.NodeProto node) {
        Optional<WeightTensor> matrix = initializers.matrix(node.getInput(1));
        if (matrix.isEmpty()) {
            nodes.add(node);
            return;
        }
        String name = node.getInput(1);
        String weights = addWeights(name, smoothing.smoothed(name, matrix.get()), false);
        addMatMul(node, smoothedInput(node.getInput(0), name), weights, node.getOutput(0));
    }

    private void gemm(OnnxMl.NodeProto node) {
        Optional<WeightTensor> matrix = initializers.matrix(node.getInput(1));
        Attributes attributes = Attributes.of(node);
        if (matrix.isEmpty() || !isPlain(attributes)) {
            matrix.ifPresent(weights -> nodesInFp32.add(name(node)));
            nodes.add(node);
            return;
        }
        String weights = addWeights(node.getInput(1), matrix.get(), attributes.integer("transB", 0) != 0);
        boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        if (!biased) {
            addMatMul(node, node.getInput(0), weights, node.getOutput(0));
            return;
        }
        String product = name(node) + "_product";
        addMatMul(node, node.getInput(0), weights, product);
        add("Add", name(node) + "_bias", List.of(product, node.getInput(2)), node.getOutput(0));
    }

    private static boolean isPlain(Attributes attributes) {
        return attributes.number("alpha", 1) == 1
                && attributes.number("beta", 1) == 1
                && attributes.integer("transA", 0) == 0;
    }

    private void gather(OnnxMl.NodeProto node) {
        Optional<WeightTensor> table = initializers.matrix(node.getInput(0));
        boolean isLookUp = table.isPresent()
                && table.get().shape()[0] >= Int8Quantizer.MIN_TABLE_ROWS
                && Attributes.of(node).integer("axis", 0) == 0;
        if (!isLookUp) {
            nodes.add(node);
            return;
        }
        addGather(node, addTable(node.getInput(0), table.orElseThrow()));
    }

    private String addWeights(String name, WeightTensor matrix, boolean transposed) {
        String added = transposed ? name + TensorNames.TRANSPOSED : name;
        if (!tensors.containsKey(added)) {
            WeightTensor weights = transposed ? matrix.transposed() : matrix;
            addTensor(added, name, Int8Matrix.ofWeights(weights, name), weights, QuantizedTensor.Use.MATMUL);
        }
        return added;
    }

    private String addTable(String name, WeightTensor table) {
        if (!tensors.containsKey(name)) {
            addTensor(name, name, Int8Matrix.ofTable(table, name), table, QuantizedTensor.Use.EMBEDDING);
        }
        return name;
    }

    private void addTensor(
            String name, String original, Int8Matrix matrix, WeightTensor values, QuantizedTensor.Use use) {
        tensors.put(name, matrix.errors(values, original, use));
        added.put(name + TensorNames.QUANTIZED, matrix.integers(name + TensorNames.QUANTIZED));
        added.put(name + TensorNames.SCALE, matrix.scales(name + TensorNames.SCALE));
        replaced.add(original);
    }

    private String smoothedInput(String input, String matrix) {
        Optional<OnnxMl.TensorProto> factors = smoothing.factors(matrix);
        if (factors.isEmpty()) {
            return input;
        }
        String smoothed = input + TensorNames.SMOOTHING;
        added.put(factors.get().getName(), factors.get());
        add("Mul", smoothed, List.of(input, factors.get().getName()), smoothed);
        return smoothed;
    }

    private void addMatMul(OnnxMl.NodeProto node, String input, String weights, String output) {
        String name = name(node);
        addInputQuantization(input);
        add(
                "MatMulInteger",
                name + "_integer",
                List.of(input + TensorNames.QUANTIZED, weights + TensorNames.QUANTIZED, input + TensorNames.ZERO_POINT),
                name + "_integer_output");
        add("Cast", name + "_cast", List.of(name + "_integer_output"), name + "_cast_output", TO_FLOAT);
        add(
                "Mul",
                name + "_scales",
                List.of(input + TensorNames.SCALE, weights + TensorNames.SCALE),
                name + "_scales_output");
        add("Mul", name + "_scaled", List.of(name + "_cast_output", name + "_scales_output"), output);
    }

    private void addInputQuantization(String input) {
        if (quantizedInputs.add(input)) {
            nodes.add(OnnxMl.NodeProto.newBuilder()
                    .setOpType("DynamicQuantizeLinear")
                    .setName(input + "_QuantizeLinear")
                    .addInput(input)
                    .addOutput(input + TensorNames.QUANTIZED)
                    .addOutput(input + TensorNames.SCALE)
                    .addOutput(input + TensorNames.ZERO_POINT)
                    .build());
        }
    }

    private void addGather(OnnxMl.NodeProto node, String table) {
        String name = name(node);
        String ids = node.getInput(1);
        add("Gather", name + "_integer", List.of(table + TensorNames.QUANTIZED, ids), name + "_integer_output");
        add("Cast", name + "_cast", List.of(name + "_integer_output"), name + "_cast_output", TO_FLOAT);
        add("Gather", name + "_scale", List.of(table + TensorNames.SCALE, ids), name + "_scale_output");
        add("Mul", name + "_scaled", List.of(name + "_cast_output", name + "_scale_output"), node.getOutput(0));
    }

    private void add(
            String operator, String name, List<String> inputs, String output, OnnxMl.AttributeProto... attributes) {
        nodes.add(Protos.node(operator, name, inputs, output, attributes));
    }

    private static String name(OnnxMl.NodeProto node) {
        return node.getName().isEmpty() ? node.getOutput(0) : node.getName();
    }

    private OnnxMl.GraphProto rebuilt() {
        OnnxMl.GraphProto.Builder rebuilt =
                graph.toBuilder().clearNode().clearInitializer().clearInput();
        nodes.stream()
                .filter(node -> node.getOutputCount() == 0 || !replaced.contains(node.getOutput(0)))
                .forEach(rebuilt::addNode);
        graph.getInitializerList().stream()
                .filter(tensor -> !replaced.contains(tensor.getName()))
                .forEach(rebuilt::addInitializer);
        // Old graphs list their initialisers among the inputs.
        graph.getInputList().stream()
                .filter(input -> !replaced.contains(input.getName()))
                .forEach(rebuilt::addInput);
        return rebuilt.addAllInitializer(added.values()).build();
    }
}
