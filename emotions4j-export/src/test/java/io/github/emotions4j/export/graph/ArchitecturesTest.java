package io.github.emotions4j.export.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.export.quantization.QuantizationReport;
import io.github.emotions4j.export.quantization.QuantizedTensor;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.SaturationCheck;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs of every architecture, activation and kind of weights, against what transformers answers. */
class ArchitecturesTest {

    /** Both sum in fp32 over at most 64 values of size 1 in another order: some 1e-6. */
    private static final float ROUNDING = 1e-5f;

    @TempDir
    Path folder;

    private Path exported(TinyModel model, ModelPart weights) throws IOException {
        return exported(model, weights, ExportOptions.defaults());
    }

    private Path exported(TinyModel model, ModelPart weights, ExportOptions options) throws IOException {
        model.copyTo(folder, weights);
        ModelConfig config = ModelConfig.read(folder);
        Path graph = folder.resolve("exported.onnx");
        OnnxExport.write(config, FolderWeights.classifier(folder, config).weights(), graph, options);
        return graph;
    }

    private static void assertAnswers(Path graph, List<GoldenText> texts, float tolerance) {
        try (OnnxGraph loaded = OnnxGraph.load(graph)) {
            for (GoldenText golden : texts) {
                assertThat(loaded.logits(ids(golden)))
                        .as("%s", golden)
                        .containsExactly(golden.logits(), within(tolerance));
            }
        }
    }

    private static int[] ids(GoldenText golden) {
        return Arrays.stream(golden.truncatedIds()).mapToInt(Math::toIntExact).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void answersAsTransformers(TinyModel model) throws IOException {
        assertAnswers(exported(model, ModelPart.WEIGHTS), model.golden(), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"ROBERTA,18", "ROBERTA,21", "BERT_CASED,21", "DISTILBERT,21"})
    void answersAsTransformersInOtherOpsets(TinyModel model, int opset) throws IOException {
        assertAnswers(exported(model, ModelPart.WEIGHTS, new ExportOptions(opset)), model.golden(), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void answersAsTransformersInAPaddedBatch(TinyModel model) throws IOException {
        Path graph = exported(model, ModelPart.WEIGHTS);
        long padding = ModelConfig.read(folder).encoder().orElseThrow().padTokenId();
        List<GoldenText> texts = model.golden();

        float[][] logits = PaddedBatch.logits(
                graph, texts.stream().map(GoldenText::truncatedIds).toList(), padding);

        for (int text = 0; text < logits.length; text++) {
            assertThat(logits[text])
                    .as("%s", texts.get(text))
                    .containsExactly(texts.get(text).logits(), within(ROUNDING));
        }
    }

    @Test
    void answersAsTransformersFromShards() throws IOException {
        assertAnswers(exported(TinyModel.ROBERTA, ModelPart.SHARDS), TinyModel.ROBERTA.golden(), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource(names = {"F16_WEIGHTS", "BF16_WEIGHTS"})
    void answersAsTransformersFromHalfPrecision(ModelPart weights) throws IOException {
        assertAnswers(exported(TinyModel.ROBERTA, weights), TinyModel.ROBERTA.golden(weights), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void takesTheInputsOfItsArchitecture(TinyModel model) throws IOException {
        boolean types = model == TinyModel.BERT_CASED || model == TinyModel.BERT_UNCASED;
        assertThat(OnnxReader.read(exported(model, ModelPart.WEIGHTS))
                        .getGraph()
                        .getInputList())
                .extracting(OnnxMl.ValueInfoProto::getName)
                .containsExactly(
                        types
                                ? new String[] {"input_ids", "attention_mask", "token_type_ids"}
                                : new String[] {"input_ids", "attention_mask"});
    }

    @ParameterizedTest
    @EnumSource
    void quantizesToIntegersThatNoCpuSaturates(TinyModel model) throws IOException {
        Path graph = exported(model, ModelPart.WEIGHTS);
        Path int8 = folder.resolve("int8.onnx");

        QuantizationReport report = Int8Quantizer.quantize(graph, int8);

        assertThat(SaturationCheck.requireSafe(int8)).hasSize(14);
        assertThat(report.nodesInFp32()).isEmpty();
        assertThat(report.tensors())
                .filteredOn(QuantizedTensor::use, QuantizedTensor.Use.EMBEDDING)
                .hasSize(2);
        // A guard against a wrong rewrite, not a measure of quality: the models are random, their logits spread by 0.3
        // to
        // 1.3; measured at most 0.103.
        assertThat(meanLogitChange(int8, model.golden())).isBetween(1e-3, 0.2);
    }

    private static double meanLogitChange(Path graph, List<GoldenText> texts) {
        double sum = 0;
        try (OnnxGraph loaded = OnnxGraph.load(graph)) {
            for (GoldenText golden : texts) {
                float[] logits = loaded.logits(ids(golden));
                for (int label = 0; label < logits.length; label++) {
                    sum += Math.abs(logits[label] - golden.logits()[label]) / logits.length;
                }
            }
        }
        return sum / texts.size();
    }

    @ParameterizedTest
    @EnumSource
    void weightsComeBackFromTheGraph(TinyModel model) throws IOException {
        Path graph = exported(model, ModelPart.WEIGHTS);
        ModelConfig config = ModelConfig.read(folder);
        Weights original = FolderWeights.classifier(folder, config).weights();

        Weights read = GraphWeights.read(graph, config);

        assertThat(read.tensors().keySet())
                .containsExactlyElementsOf(original.tensors().keySet());
        original.tensors().forEach((name, tensor) -> assertThat(
                        read.require(name, tensor.shape()).toArray())
                .as(name)
                .isEqualTo(tensor.toArray()));
    }

    @ParameterizedTest
    @CsvSource({
        "BERT_UNCASED,Gelu",
        "BERT_CASED,FastGelu",
        "ROBERTA,Gelu",
        "DISTILBERT,Gelu",
        "ROBERTA_RELU,Relu",
        "DISTILBERT_GELU_NEW,FastGelu"
    })
    void letsOnnxRuntimeFuseWhatItCan(TinyModel model, String activation) throws IOException {
        Path graph = exported(model, ModelPart.WEIGHTS);
        Path int8 = folder.resolve("int8.onnx");
        Int8Quantizer.quantize(graph, int8);

        for (Path either : List.of(graph, int8)) {
            List<String> operators = OptimizedGraph.operators(either, folder);
            assertThat(operators).doesNotContain("MatMulInteger", "Erf", "Pow");
            // Two layers with two each; the one behind the embeddings of two architectures adds two things only.
            assertThat(operators).filteredOn("SkipLayerNormalization"::equals).hasSizeGreaterThanOrEqualTo(4);
            // In fp32 the exact GELU takes the bias in as well: BiasGelu.
            assertThat(operators)
                    .filteredOn(operator -> operator.endsWith(activation))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROBERTA", "ROBERTA_RELU"})
    void paddingInsideATextTakesNoPosition(TinyModel model) throws IOException {
        List<GoldenText> padded = model.golden().stream()
                .filter(golden -> golden.text().contains("<pad>"))
                .toList();

        assertThat(padded).hasSize(2).allSatisfy(golden -> assertThat(golden.inputIds())
                .contains(1));
        assertAnswers(exported(model, ModelPart.WEIGHTS), padded, ROUNDING);
    }
}
