package io.github.emotions4j.export.graph;

import static io.github.emotions4j.export.graph.ClassifierGraph.place;
import static io.github.emotions4j.export.internal.onnx.Protos.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.GraphBuilder;
import io.github.emotions4j.export.internal.onnx.Initializers;
import io.github.emotions4j.export.internal.onnx.TensorNames;
import io.github.emotions4j.export.quantization.ActivationScale;
import io.github.emotions4j.export.quantization.ActivationScales;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Weights in INT8: the very integers and scales of the portable graph. Linear layers that read the same input share its
 * quantisation, and so its scale, as there. Where the scales of activations are known they are constants, else they are
 * found while the graph runs.
 */
final class FastInt8Weights implements FastWeights {

    private final Initializers source;
    private final Map<String, List<Long>> shapes;
    private final ActivationScales scales;
    private final GraphBuilder graph;

    FastInt8Weights(Initializers source, Map<String, List<Long>> shapes, ActivationScales scales, GraphBuilder graph) {
        this.source = source;
        this.shapes = shapes;
        this.scales = scales;
        this.graph = graph;
    }

    @Override
    public String vector(String tensor) {
        return graph.initializer(source.tensor(tensor, DataType.FLOAT, shape(tensor)));
    }

    @Override
    public String rows(String table, String ids) {
        String name = table + ".weight";
        // A table of few rows stays fp32.
        return source.contains(name)
                ? graph.node("Gather", place(table) + "/Gather", List.of(vector(name), ids))
                : quantizedRows(name, ids, place(table) + "/Gather");
    }

    private String quantizedRows(String name, String ids, String place) {
        List<Long> shape = shape(name);
        String integers = add(name + TensorNames.QUANTIZED, DataType.INT8, shape);
        String scales = add(name + TensorNames.SCALE, DataType.FLOAT, List.of(shape.get(0), 1L));
        String rows = graph.node("Gather", place + "_integer", List.of(integers, ids));
        String numbers =
                graph.node("Cast", place + "_cast", List.of(rows), attribute("to", DataType.FLOAT.getNumber()));
        String scale = graph.node("Gather", place + "_scale", List.of(scales, ids));
        return graph.node("Mul", place, List.of(numbers, scale));
    }

    @Override
    public List<String> linear(String input, List<String> modules) {
        if (modules.size() == 1) {
            String module = modules.get(0);
            String output = place(module) + "/MatMul_output";
            product(module, smoothed(module, input), output);
            return List.of(output);
        }
        QuantizedInput quantized = quantized(input, matrix(modules.get(0)));
        List<String> outputs = new ArrayList<>();
        for (String module : modules) {
            String output = place(module) + "/MatMul_output";
            integerProduct(module, quantized, output);
            outputs.add(output);
        }
        return outputs;
    }

    /** An input's integers, and the names of their scale and zero point. */
    private record QuantizedInput(String integers, String scale, String zeroPoint) {}

    private QuantizedInput quantized(String input, String matrix) {
        QuantizedInput names = new QuantizedInput(
                input + TensorNames.QUANTIZED, input + TensorNames.SCALE, input + TensorNames.ZERO_POINT);
        if (scales.isEmpty()) {
            List<String> outputs = List.of(names.integers(), names.scale(), names.zeroPoint());
            graph.node("DynamicQuantizeLinear", input + "_QuantizeLinear", input, outputs);
            return names;
        }
        ActivationScale scale = require(matrix);
        graph.scalar(names.scale(), scale.scale());
        graph.unsignedByte(names.zeroPoint(), (byte) scale.zeroPoint());
        List<String> inputs = List.of(input, names.scale(), names.zeroPoint());
        graph.node("QuantizeLinear", input + "_QuantizeLinear", inputs, names.integers());
        return names;
    }

    private ActivationScale require(String matrix) {
        return scales.of(matrix)
                .orElseThrow(() -> new ModelFormatException("no scale for inputs of '" + matrix + "' in metadata "
                        + ActivationScales.KEY + ", expected one for each matrix in " + source.source()));
    }

    private void integerProduct(String module, QuantizedInput input, String output) {
        List<String> inputs = List.of(
                input.integers(),
                integers(module),
                input.scale(),
                scales(module),
                input.zeroPoint(),
                "",
                vector(module + ".bias"));
        graph.fused("MatMulIntegerToFloat", place(module) + "/MatMul", inputs, output);
    }

    private String smoothed(String module, String input) {
        String factors = matrix(module) + TensorNames.SMOOTHING;
        if (!source.contains(factors)) {
            return input;
        }
        add(factors, DataType.FLOAT, List.of(shape(module + ".weight").get(1)));
        return graph.node("Mul", place(module) + "/smoothing", List.of(input, factors));
    }

    @Override
    public void head(String module, String input, String output) {
        product(module, input, output);
    }

    private void product(String module, String input, String output) {
        if (!scales.isEmpty()) {
            integerProduct(module, quantized(input, matrix(module)), output);
            return;
        }
        List<String> inputs = List.of(input, integers(module), scales(module), "", vector(module + ".bias"));
        graph.fused("DynamicQuantizeMatMul", place(module) + "/MatMul", inputs, output);
    }

    private String integers(String module) {
        List<Long> shape = shape(module + ".weight");
        return add(matrix(module) + TensorNames.QUANTIZED, DataType.INT8, List.of(shape.get(1), shape.get(0)));
    }

    private String scales(String module) {
        return add(matrix(module) + TensorNames.SCALE, DataType.FLOAT, shape(module + ".bias"));
    }

    private static String matrix(String module) {
        return module + ".weight" + TensorNames.TRANSPOSED;
    }

    private String add(String name, DataType type, List<Long> shape) {
        return graph.initializer(source.tensor(name, type, shape));
    }

    private List<Long> shape(String tensor) {
        return shapes.getOrDefault(tensor, List.of());
    }
}
