package io.github.emotions4j.export.graph;

import static io.github.emotions4j.export.graph.ClassifierGraph.place;
import static io.github.emotions4j.export.internal.onnx.Protos.attribute;

import io.github.emotions4j.export.internal.onnx.GraphBuilder;
import io.github.emotions4j.export.internal.onnx.StreamedTensor;
import io.github.emotions4j.export.internal.onnx.TensorNames;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Weights in fp32, streamed when the graph is written; the same tensors as in the portable graph. */
final class PackedFp32Weights implements PackedWeights {

    private final Weights weights;
    private final Map<String, List<Long>> shapes;
    private final GraphBuilder graph;

    PackedFp32Weights(Weights weights, Map<String, List<Long>> shapes, GraphBuilder graph) {
        this.weights = weights;
        this.shapes = shapes;
        this.graph = graph;
    }

    @Override
    public String vector(String tensor) {
        return graph.weight(StreamedTensor.of(tensor, require(tensor)));
    }

    @Override
    public String rows(String table, String ids) {
        return graph.node("Gather", place(table) + "/Gather", List.of(vector(table + ".weight"), ids));
    }

    // ONNX Runtime joins constants when it loads the graph, and takes the addition into the activation or the
    // normalisation behind it.
    @Override
    public String linear(String input, List<String> modules) {
        String place = place(modules.get(0));
        String product = graph.node("MatMul", place + "/MatMul", List.of(input, matrices(modules)));
        return graph.node("Add", place + "/Add", List.of(product, biases(modules)));
    }

    @Override
    public String linear(String input, UnaryOperator<String> rows, String module) {
        return linear(rows.apply(input), List.of(module));
    }

    private String matrices(List<String> modules) {
        List<String> matrices = modules.stream().map(this::matrix).toList();
        return graph.joined(place(modules.get(0)) + "/matrices", matrices, 1);
    }

    private String matrix(String module) {
        String name = module + ".weight";
        return graph.weight(StreamedTensor.transposed(name + TensorNames.TRANSPOSED, require(name)));
    }

    private String biases(List<String> modules) {
        List<String> biases =
                modules.stream().map(module -> vector(module + ".bias")).toList();
        return graph.joined(place(modules.get(0)) + "/biases", biases, 0);
    }

    @Override
    public void head(String module, String input, String output) {
        List<String> inputs = List.of(input, vector(module + ".weight"), vector(module + ".bias"));
        graph.node("Gemm", place(module) + "/Gemm", inputs, output, attribute("transB", 1));
    }

    private WeightTensor require(String name) {
        List<Long> shape = shapes.getOrDefault(name, List.of());
        return weights.require(name, shape.stream().mapToLong(Long::longValue).toArray());
    }
}
