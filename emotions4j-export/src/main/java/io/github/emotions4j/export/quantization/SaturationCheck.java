package io.github.emotions4j.export.quantization;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.Initializers;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves that an INT8 graph gives the same integers on every CPU.
 *
 * <p>x86 without VNNI multiplies unsigned 8-bit activations with signed 8-bit weights and adds two products in 16 bits,
 * silently cutting what does not fit. With weights in [-64, 64] everything fits: {@code 2 * 255 * 64 = 32640}, below
 * 32,768.
 *
 * <p>Stateless and thread-safe. Source: the VPMADDUBSW instruction, and ONNX Runtime's documentation of its option
 * {@code session.x64quantprecision}.
 */
public final class SaturationCheck {

    /** Integer products and where each has its weights among its inputs. */
    private static final Map<String, Integer> WEIGHT_INPUTS =
            Map.of("MatMulInteger", 1, "DynamicQuantizeMatMul", 1, "MatMulIntegerToFloat", 1, "QAttention", 1);

    private SaturationCheck() {}

    /**
     * The range of one weight tensor.
     *
     * @param tensor its name in the graph
     * @param smallest its smallest integer
     * @param largest its largest integer
     */
    public record WeightRange(String tensor, int smallest, int largest) {}

    /**
     * Checks the weights of every integer product of a graph.
     *
     * @param graph the INT8 ONNX file
     * @return the range of every weight tensor, in the graph's order; at least one
     * @throws ModelFormatException if a weight is outside [-64, 64], is no constant INT8 tensor, or the graph has no
     *     integer product; the message names tensor and file
     * @throws IOException if reading fails
     */
    public static List<WeightRange> requireSafe(Path graph) throws IOException {
        OnnxMl.GraphProto content = OnnxReader.read(graph).getGraph();
        Initializers initializers = new Initializers(content, graph.toString());
        Map<String, WeightRange> ranges = new LinkedHashMap<>();
        for (OnnxMl.NodeProto node : content.getNodeList()) {
            Integer input = WEIGHT_INPUTS.get(node.getOpType());
            if (input != null && node.getInputCount() > input) {
                ranges.computeIfAbsent(node.getInput(input), name -> range(name, initializers.bytes(name), graph));
            }
        }
        if (ranges.isEmpty()) {
            throw new ModelFormatException("no integer matrix product, expected an INT8 graph in " + graph);
        }
        return List.copyOf(ranges.values());
    }

    private static WeightRange range(String name, ByteBuffer integers, Path graph) {
        int smallest = 0;
        int largest = 0;
        while (integers.hasRemaining()) {
            int integer = integers.get();
            smallest = Math.min(smallest, integer);
            largest = Math.max(largest, integer);
        }
        if (Math.max(-smallest, largest) > Int8Matrix.SATURATION_FREE) {
            throw new ModelFormatException("weights '" + name + "' range over [" + smallest + ", " + largest
                    + "], expected [-64, 64], which no CPU can saturate, in " + graph);
        }
        return new WeightRange(name, smallest, largest);
    }
}
