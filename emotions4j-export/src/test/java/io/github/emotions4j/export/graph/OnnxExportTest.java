package io.github.emotions4j.export.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.export.check.ParityCheck;
import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ProblemType;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxExportTest {

    /** Both sum in fp32 over at most 64 values of size 1 in another order: some 1e-6; measured 1.9e-6. */
    private static final double ROUNDING = 1e-5;

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19, 20, 21})
    void graphAnswersAsTransformersInEveryOpset(int opset, @TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        Path graph = folder.resolve("model.onnx");

        OnnxExport.write(tiny.config(), tiny.weights(), graph, new ExportOptions(opset));

        ParityReport report =
                ParityCheck.compare(graph, TinyBert::reference, LabelSet.goEmotions(), TinyBert.texts(), TinyBert::ids);
        assertThat(report.requireWithin(ROUNDING).textCount()).isEqualTo(35);
        assertThat(OnnxReader.read(graph).getOpsetImport(0).getVersion()).isEqualTo(opset);
    }

    @Test
    void usesStandardOperatorsOnly(@TempDir Path folder) throws IOException {
        OnnxMl.ModelProto model = OnnxReader.read(TinyBert.in(folder).exported());

        assertThat(model.getOpsetImportList()).singleElement().satisfies(opset -> assertThat(opset.getDomain())
                .isEmpty());
        assertThat(model.getGraph().getNodeList())
                .allSatisfy(node -> assertThat(node.getDomain()).isEmpty());
    }

    @Test
    void namesInputsAndOutputAsOptimumAndTransformersJsExpect(@TempDir Path folder) throws IOException {
        OnnxMl.GraphProto graph =
                OnnxReader.read(TinyBert.in(folder).exported()).getGraph();

        assertThat(graph.getInputList())
                .extracting(OnnxMl.ValueInfoProto::getName)
                .containsExactly("input_ids", "attention_mask", "token_type_ids");
        assertThat(graph.getInputList()).allSatisfy(input -> assertThat(
                        input.getType().getTensorType().getShape().getDimList())
                .extracting(OnnxMl.TensorShapeProto.Dimension::getDimParam)
                .containsExactly("batch", "sequence"));
        assertThat(graph.getOutputList()).singleElement().satisfies(output -> {
            assertThat(output.getName()).isEqualTo("logits");
            assertThat(output.getType().getTensorType().getShape().getDim(1).getDimValue())
                    .isEqualTo(28);
        });
    }

    @Test
    void statesTheShapeThatLetsOnnxRuntimeFuseLayerNorms(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        for (Path graph : new Path[] {tiny.exported(), tiny.quantized()}) {
            // Two layers with two each; the one after the embeddings adds three things and stays.
            assertThat(OptimizedGraph.operators(graph, folder))
                    .filteredOn("SkipLayerNormalization"::equals)
                    .hasSize(4);
        }
    }

    @Test
    void letsOnnxRuntimeFuseEveryQuantizedMatMulAndGelu(@TempDir Path folder) throws IOException {
        Path graph = TinyBert.in(folder).quantized();

        List<String> operators = OptimizedGraph.operators(graph, folder);

        assertThat(operators).doesNotContain("MatMulInteger", "Gemm", "Erf");
        assertThat(operators)
                .filteredOn(
                        operator -> operator.equals("DynamicQuantizeMatMul") || operator.equals("MatMulIntegerToFloat"))
                .hasSize(14);
        assertThat(operators).filteredOn("Gelu"::equals).hasSize(2);
    }

    @Test
    void refusesAnotherArchitecture(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        ModelConfig albert =
                new ModelConfig("albert", LabelSet.goEmotions(), ProblemType.MULTI_LABEL, 512, Optional.empty());

        assertThatThrownBy(() -> OnnxExport.write(
                        albert, tiny.weights(), folder.resolve("model.onnx"), ExportOptions.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model_type is 'albert', expected one of bert, roberta, distilbert");
    }

    @Test
    void namesAMissingTensorAndItsFile(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        String name = "bert.encoder.layer.1.output.dense.bias";

        assertThatThrownBy(() -> tiny.exported(tiny.weightsWithout(name)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("tensor '" + name + "' is missing, expected shape [32] in changed weights");
    }

    @Test
    void namesATensorOfAnotherShape(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        WeightTensor wrong = WeightTensor.of(new float[27 * 32], 27, 32);

        assertThatThrownBy(() -> tiny.exported(tiny.weightsWith("classifier.weight", wrong)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("tensor 'classifier.weight' has shape [27, 32], expected [28, 32] in changed weights");
    }

    @Test
    void failedExportLeavesWhatWasThere(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        Path out = Files.createDirectories(folder.resolve("out"));
        Path target = out.resolve("model.onnx");
        Files.writeString(target, "before");

        assertThatThrownBy(() -> OnnxExport.write(
                        tiny.config(), tiny.weightsWithout("classifier.bias"), target, ExportOptions.defaults()))
                .isInstanceOf(ModelFormatException.class);

        assertThat(target).hasContent("before");
        assertThat(TinyBert.filesIn(out)).containsExactly("model.onnx");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 16, 22})
    void refusesAnOpsetOutsideTheRange(int opset) {
        assertThatThrownBy(() -> new ExportOptions(opset))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("opset is " + opset + ", expected a value from 17 to 21");
    }
}
