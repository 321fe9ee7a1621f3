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

/** Weights in fp32, streamed when the graph is written; the same tensors as in the portable graph. */
final class FastFp32Weights implements FastWeights {

    private final Weights weights;
    private final Map<String, List<Long>> shapes;
    private final GraphBuilder graph;

    FastFp32Weights(Weights weights, Map<String, List<Long>> shapes, GraphBuilder graph) {
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

    @Override
    public List<String> linear(String input, List<String> modules) {
        return modules.stream().map(module -> linear(module, input)).toList();
    }

    // ONNX Runtime takes the addition into the activation or the normalisation behind it when it loads the graph.
    private String linear(String module, String input) {
        String name = module + ".weight";
        String matrix = graph.weight(StreamedTensor.transposed(name + TensorNames.TRANSPOSED, require(name)));
        String product = graph.node("MatMul", place(module) + "/MatMul", List.of(input, matrix));
        return graph.node("Add", place(module) + "/Add", List.of(product, vector(module + ".bias")));
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
