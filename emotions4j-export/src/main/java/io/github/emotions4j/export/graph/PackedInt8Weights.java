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
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Weights in INT8: the very integers and scales of the portable graph. Linear layers that read the same input share its
 * quantisation, and so its scale, as there. Where the scales of activations are known they are constants, else they are
 * found while the graph runs.
 */
final class PackedInt8Weights implements PackedWeights {

    private final Initializers source;
    private final Map<String, List<Long>> shapes;
    private final ActivationScales scales;
    private final GraphBuilder graph;

    PackedInt8Weights(
            Initializers source, Map<String, List<Long>> shapes, ActivationScales scales, GraphBuilder graph) {
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
    public String linear(String input, List<String> modules) {
        String output = place(modules.get(0)) + "/MatMul_output";
        product(modules, modules.size() == 1 ? smoothed(modules.get(0), input) : input, output);
        return output;
    }

    @Override
    public String linear(String input, UnaryOperator<String> rows, String module) {
        if (scales.isEmpty()) {
            return linear(rows.apply(input), List.of(module));
        }
        String output = place(module) + "/MatMul_output";
        QuantizedInput quantized = quantized(smoothed(module, input), matrix(module));
        integerProduct(List.of(module), quantized.of(rows.apply(quantized.integers())), output);
        return output;
    }

    /** An input's integers, and the names of their scale and zero point. */
    private record QuantizedInput(String integers, String scale, String zeroPoint) {

        QuantizedInput of(String otherIntegers) {
            return new QuantizedInput(otherIntegers, scale, zeroPoint);
        }
    }

    private QuantizedInput quantized(String input, String matrix) {
        ActivationScale scale = require(matrix);
        QuantizedInput names = new QuantizedInput(
                input + TensorNames.QUANTIZED, input + TensorNames.SCALE, input + TensorNames.ZERO_POINT);
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

    private void integerProduct(List<String> modules, QuantizedInput input, String output) {
        List<String> inputs = List.of(
                input.integers(),
                integers(modules),
                input.scale(),
                scales(modules),
                input.zeroPoint(),
                "",
                biases(modules));
        graph.fused("MatMulIntegerToFloat", place(modules.get(0)) + "/MatMul", inputs, output);
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
        product(List.of(module), input, output);
    }

    private void product(List<String> modules, String input, String output) {
        if (!scales.isEmpty()) {
            integerProduct(modules, quantized(input, matrix(modules.get(0))), output);
            return;
        }
        List<String> inputs = List.of(input, integers(modules), scales(modules), "", biases(modules));
        graph.fused("DynamicQuantizeMatMul", place(modules.get(0)) + "/MatMul", inputs, output);
    }

    private String integers(List<String> modules) {
        return joined(modules, "/matrices", 1, module -> {
            List<Long> shape = shape(module + ".weight");
            return add(matrix(module) + TensorNames.QUANTIZED, DataType.INT8, List.of(shape.get(1), shape.get(0)));
        });
    }

    private String scales(List<String> modules) {
        return joined(
                modules,
                "/scales",
                0,
                module -> add(matrix(module) + TensorNames.SCALE, DataType.FLOAT, shape(module + ".bias")));
    }

    private String biases(List<String> modules) {
        return joined(modules, "/biases", 0, module -> vector(module + ".bias"));
    }

    private String joined(List<String> modules, String name, int axis, UnaryOperator<String> constant) {
        return graph.joined(
                place(modules.get(0)) + name, modules.stream().map(constant).toList(), axis);
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
