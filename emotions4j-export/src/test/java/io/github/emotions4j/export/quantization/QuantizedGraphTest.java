package io.github.emotions4j.export.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.internal.onnx.Protos;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms that other exporters write: nodes without names, weights in Constant nodes, Gemm in its variants. */
class QuantizedGraphTest {

    private static final List<Long> MATRIX = List.of(4L, 4L);

    /** 64 and below with a scale of 1: quantising loses nothing, so that answers differ by the activations' error only. */
    private static final float[] WHOLE_NUMBERS = {64, 1, -2, 3, -64, 64, 5, 0, 7, 8, 64, -9, 10, -11, 12, 64};

    @Test
    void quantizesWeightsThatLieInAConstantNode(@TempDir Path folder) throws IOException {
        OnnxMl.NodeProto constant = OnnxMl.NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput("dense")
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("value")
                        .setType(OnnxMl.AttributeProto.AttributeType.TENSOR)
                        .setT(floats("", MATRIX, WHOLE_NUMBERS)))
                .build();
        OnnxMl.GraphProto.Builder graph = graph(List.of(constant, node("MatMul", List.of("means", "dense"), "logits")));

        Rewritten rewritten = rewrite(graph, folder);

        assertThat(rewritten.operators()).contains("MatMulInteger").doesNotContain("Constant", "MatMul");
        assertSameAnswers(rewritten);
    }

    @Test
    void quantizesAGemmWithoutTranspositionOrBias(@TempDir Path folder) throws IOException {
        OnnxMl.GraphProto.Builder graph = graph(List.of(node("Gemm", List.of("means", "dense"), "logits")));
        graph.addInitializer(floats("dense", MATRIX, WHOLE_NUMBERS));

        Rewritten rewritten = rewrite(graph, folder);

        assertThat(rewritten.operators()).contains("MatMulInteger").doesNotContain("Gemm", "Add");
        assertSameAnswers(rewritten);
    }

    @Test
    void quantizesAGemmWithTranspositionAndBias(@TempDir Path folder) throws IOException {
        OnnxMl.GraphProto.Builder graph = graph(
                List.of(node("Gemm", List.of("means", "dense", "bias"), "logits", Protos.attribute("transB", 1))));
        graph.addInitializer(floats("dense", MATRIX, WHOLE_NUMBERS));
        graph.addInitializer(floats("bias", List.of(4L), 1, -2, 3, -4));

        Rewritten rewritten = rewrite(graph, folder);

        assertThat(rewritten.operators()).contains("MatMulInteger", "Add").doesNotContain("Gemm");
        assertSameAnswers(rewritten);
    }

    @Test
    void keepsAScaledGemmAndSaysSo(@TempDir Path folder) throws IOException {
        OnnxMl.GraphProto.Builder graph = graph(List.of(
                node("MatMul", List.of("means", "dense"), "hidden"),
                node("Gemm", List.of("hidden", "dense"), "logits", Protos.attribute("alpha", 0.5f))));
        graph.addInitializer(floats("dense", MATRIX, WHOLE_NUMBERS));

        Rewritten rewritten = rewrite(graph, folder);

        assertThat(rewritten.report().nodesInFp32()).containsExactly("logits");
        assertThat(rewritten.operators()).contains("Gemm", "MatMulInteger");
        assertThat(rewritten.initializers()).contains("dense", "dense_quantized", "dense_scale");
        assertSameAnswers(rewritten);
    }

    @Test
    void quantizesWeightsOfTwoNodesOnce(@TempDir Path folder) throws IOException {
        OnnxMl.GraphProto.Builder graph = graph(List.of(
                node("MatMul", List.of("means", "dense"), "hidden"),
                node("MatMul", List.of("means", "dense"), "again"),
                node("Add", List.of("hidden", "again"), "logits")));
        graph.addInitializer(floats("dense", MATRIX, WHOLE_NUMBERS));

        Rewritten rewritten = rewrite(graph, folder);

        assertThat(rewritten.report().tensors())
                .filteredOn(QuantizedTensor::use, QuantizedTensor.Use.MATMUL)
                .hasSize(1);
        assertThat(rewritten.operators())
                .filteredOn("DynamicQuantizeLinear"::equals)
                .hasSize(1);
        assertThat(rewritten.initializers()).doesNotContain("dense").doesNotHaveDuplicates();
        assertSameAnswers(rewritten);
    }

    @Test
    void keepsATableOfTwoRowsAndALookUpOfColumns(@TempDir Path folder) throws IOException {
        OnnxMl.GraphProto.Builder graph = graph(List.of(
                node("MatMul", List.of("means", "dense"), "hidden"),
                node("Gather", List.of("types", "zero"), "type"),
                node("Gather", List.of("columns", "four"), "column", Protos.attribute("axis", 1)),
                node("ReduceSum", List.of("column"), "number", Protos.attribute("keepdims", 0)),
                node("Add", List.of("hidden", "type"), "typed"),
                node("Add", List.of("typed", "number"), "logits")));
        graph.addInitializer(floats("dense", MATRIX, WHOLE_NUMBERS));
        graph.addInitializer(floats("types", List.of(2L, 4L), 1, 2, 3, 4, 5, 6, 7, 8));
        graph.addInitializer(floats("columns", List.of(20L, 5L), new float[100]));
        graph.addInitializer(integer("zero", 0)).addInitializer(integer("four", 4));

        Rewritten rewritten = rewrite(graph, folder);

        assertThat(rewritten.initializers()).contains("types", "columns").doesNotContain("table", "dense");
        assertSameAnswers(rewritten);
    }

    @Test
    void refusesANodeWithTooFewInputs(@TempDir Path folder) {
        OnnxMl.GraphProto.Builder graph = graph(List.of(node("MatMul", List.of("means"), "logits")));

        assertThatThrownBy(() -> rewrite(graph, folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("MatMul node '' has 1 inputs and 1 outputs, expected at least 2 and 1 in ")
                .hasMessageContaining("fp32.onnx");
    }

    private record Rewritten(Path fp32, Path int8, QuantizationReport report) {

        List<String> operators() throws IOException {
            return OnnxReader.read(int8).getGraph().getNodeList().stream()
                    .map(OnnxMl.NodeProto::getOpType)
                    .toList();
        }

        List<String> initializers() throws IOException {
            return OnnxReader.read(int8).getGraph().getInitializerList().stream()
                    .map(OnnxMl.TensorProto::getName)
                    .toList();
        }
    }

    private static Rewritten rewrite(OnnxMl.GraphProto.Builder graph, Path folder) throws IOException {
        OnnxMl.ModelProto model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
        Path fp32 = Files.write(folder.resolve("fp32.onnx"), model.toByteArray());
        Path int8 = folder.resolve("int8.onnx");
        return new Rewritten(fp32, int8, Int8Quantizer.quantize(fp32, int8));
    }

    private static void assertSameAnswers(Rewritten rewritten) {
        try (OnnxGraph fp32 = OnnxGraph.load(rewritten.fp32());
                OnnxGraph int8 = OnnxGraph.load(rewritten.int8())) {
            int[] ids = {3, 19, 0, 7};
            float[] expected = fp32.logits(ids);
            float largest = 0;
            for (float logit : expected) {
                largest = Math.max(largest, Math.abs(logit));
            }
            // Rows of the table and activations have 255 steps each, and up to two products follow one another.
            assertThat(int8.logits(ids)).containsExactly(expected, within(0.02f * largest));
            assertThat(largest).isGreaterThan(100);
        }
    }

    /** A look-up in a table of 20 rows, its mean over the tokens called {@code means}, then the nodes given. */
    private static OnnxMl.GraphProto.Builder graph(List<OnnxMl.NodeProto> nodes) {
        float[] table = new float[80];
        for (int i = 0; i < table.length; i++) {
            table[i] = (i * 7 % 39) - 19;
        }
        return OnnxMl.GraphProto.newBuilder()
                .setName("test")
                .addInput(Protos.value("input_ids", OnnxMl.TensorProto.DataType.INT64, "batch", "sequence"))
                .addInput(Protos.value("attention_mask", OnnxMl.TensorProto.DataType.INT64, "batch", "sequence"))
                .addOutput(Protos.value("logits", OnnxMl.TensorProto.DataType.FLOAT, "batch", "labels"))
                .addInitializer(floats("table", List.of(20L, 4L), table))
                .addNode(node("Gather", List.of("table", "input_ids"), "states"))
                .addNode(node(
                        "ReduceMean",
                        List.of("states"),
                        "means",
                        Protos.attributes("axes", 1),
                        Protos.attribute("keepdims", 0)))
                .addAllNode(nodes);
    }

    private static OnnxMl.NodeProto node(
            String operator, List<String> inputs, String output, OnnxMl.AttributeProto... attributes) {
        return Protos.node(operator, "", inputs, output, attributes);
    }

    private static OnnxMl.TensorProto floats(String name, List<Long> shape, float... values) {
        byte[] bytes = WeightTensor.of(values, values.length).toBytes();
        return Protos.tensor(name, OnnxMl.TensorProto.DataType.FLOAT, shape, bytes);
    }

    private static OnnxMl.TensorProto integer(String name, int value) {
        byte[] bytes = {(byte) value, 0, 0, 0, 0, 0, 0, 0};
        return Protos.tensor(name, OnnxMl.TensorProto.DataType.INT64, List.of(), bytes);
    }
}
