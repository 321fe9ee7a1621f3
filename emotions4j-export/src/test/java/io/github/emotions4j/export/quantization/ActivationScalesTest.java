package io.github.emotions4j.export.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.graph.OptimizedGraph;
import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.export.graph.PortableGraph;
import io.github.emotions4j.export.internal.onnx.Metadata;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxGraph;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Constant scales of activations: how they are found and kept, and what they are for. */
class ActivationScalesTest {

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // quantised first by each test
    private Path fp32;

    @SuppressWarnings("NullAway.Init")
    private Path int8;

    @SuppressWarnings("NullAway.Init")
    private ModelConfig config;

    private void quantize(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);
        model.copyTo(folder, ModelPart.TOKENIZER);
        config = ModelConfig.read(folder);
        fp32 = folder.resolve("fp32.onnx");
        int8 = folder.resolve("int8.onnx");
        OnnxExport.write(config, FolderWeights.classifier(folder, config).weights(), fp32, ExportOptions.defaults());
        Int8Quantizer.quantize(fp32, int8, texts(model));
    }

    private static List<int[]> texts(TinyModel model) {
        return model.golden().stream().map(ActivationScalesTest::ids).toList();
    }

    private static int[] ids(GoldenText golden) {
        return Arrays.stream(golden.truncatedIds()).mapToInt(Math::toIntExact).toArray();
    }

    private Path fast() throws IOException {
        Path fast = folder.resolve("fast.onnx");
        PackedGraph.writeInt8(config, int8, fast);
        return fast;
    }

    @ParameterizedTest
    @CsvSource({"-1, 1.55, 0.01, 100", "0.5, 2.55, 0.01, 0", "-2.55, -0.5, 0.01, 255", "0, 0, 1, 0"})
    void aRangeAlwaysHoldsZero(float least, float largest, float scale, int zeroPoint) {
        ActivationScale found = ActivationScale.ofRange(least, largest);

        assertThat(found.scale()).isEqualTo(scale);
        assertThat(found.zeroPoint()).isEqualTo(zeroPoint);
    }

    @Test
    void oneTextInAHundredDoesNotWidenTheRange() throws IOException {
        quantize(TinyModel.BERT_CASED);
        ActivationScale ofFirst = scaleOn(List.of(new int[] {2}));
        ActivationScale ofSecond = scaleOn(List.of(new int[] {7, 7, 7}));
        List<int[]> texts = new ArrayList<>(Collections.nCopies(99, new int[] {2}));

        texts.add(new int[] {7, 7, 7});
        assertThat(scaleOn(texts)).isEqualTo(ofFirst).isNotEqualTo(ofSecond);

        texts.addAll(Collections.nCopies(10, new int[] {7, 7, 7}));
        float widest = Math.max(ofFirst.scale(), ofSecond.scale());
        assertThat(scaleOn(texts).scale()).isGreaterThanOrEqualTo(widest);
    }

    private ActivationScale scaleOn(List<int[]> texts) throws IOException {
        return ActivationProbe.scales(int8, texts)
                .of("bert.encoder.layer.0.attention.self.query.weight.transposed")
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void thePortableGraphComputesTheSameAsWithout(TinyModel model) throws IOException {
        quantize(model);
        Path without = folder.resolve("without.onnx");
        Int8Quantizer.quantize(fp32, without);

        assertThat(OnnxReader.read(int8).toBuilder().clearMetadataProps().build())
                .isEqualTo(OnnxReader.read(without));
        assertThat(ActivationScales.read(without)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyProductHasAScaleAndThoseOfOneInputShareIt(TinyModel model) throws IOException {
        quantize(model);
        ActivationScales scales = ActivationScales.read(int8).orElseThrow();

        Map<String, List<ActivationScale>> byInput = OnnxReader.read(int8).getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals("MatMulInteger"))
                .collect(Collectors.groupingBy(
                        node -> node.getInput(0),
                        Collectors.mapping(
                                node -> scales.of(node.getInput(1).replace("_quantized", ""))
                                        .orElseThrow(),
                                Collectors.toList())));

        assertThat(byInput).hasSizeGreaterThan(8);
        assertThat(byInput.values()).allSatisfy(readers -> assertThat(readers).allMatch(readers.get(0)::equals));
    }

    /** The promise that all of this is for: the same bits alone, and with any others. */
    @ParameterizedTest
    @EnumSource
    void aTextHasTheSameBitsInEveryBatch(TinyModel model) throws IOException {
        quantize(model);
        List<String> texts = new ArrayList<>();
        for (int copy = 0; copy < 12; copy++) {
            for (GoldenText golden : model.golden()) {
                texts.add(golden.text());
                texts.add("I love it, text " + copy);
            }
        }
        Files.move(int8, folder.resolve("model_quantized.onnx"));

        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(
                folder, OnnxOptions.builder().workers(2).build())) {
            assertThat(Metadata.value(OnnxReader.read(classifier.graphFile()), "emotions4j.batches"))
                    .hasValue("true");
            List<Scores> alone = texts.stream().map(classifier::classify).toList();
            assertThat(classifier.classify(texts)).isEqualTo(alone);
            Collections.shuffle(texts, new Random(5));
            assertThat(classifier.classify(texts))
                    .isEqualTo(texts.stream().map(classifier::classify).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void constantScalesAreHardlyFurtherFromFp32ThanThoseOfEachText(TinyModel model) throws IOException {
        quantize(model);

        double ofEachText = distance(int8, texts(model));
        double constant = distance(fast(), texts(model));

        // A scale of another product would move logits by their spread, several times as far.
        assertThat(constant).isLessThan(1.6 * ofEachText);
    }

    /** The mean distance of logits from those of fp32. */
    private double distance(Path graph, List<int[]> texts) {
        double sum = 0;
        int count = 0;
        try (OnnxGraph quantized = OnnxGraph.load(graph);
                OnnxGraph reference = OnnxGraph.load(fp32)) {
            for (int[] text : texts) {
                float[] expected = reference.logits(text);
                float[] found = quantized.logits(text);
                for (int label = 0; label < expected.length; label++) {
                    sum += Math.abs(expected[label] - found[label]);
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    void nothingIsQuantisedWhileTheGraphRuns() throws IOException {
        quantize(TinyModel.ROBERTA);

        assertThat(OptimizedGraph.operators(fast(), folder))
                .contains("QuantizeLinear", "MatMulIntegerToFloat")
                .doesNotContain("DynamicQuantizeLinear", "DynamicQuantizeMatMul", "MatMulInteger", "MatMul", "Gemm");
    }

    @ParameterizedTest
    @EnumSource
    void theyComeBackWithThePortableGraph(TinyModel model) throws IOException {
        quantize(model);
        Path back = folder.resolve("back.onnx");

        PortableGraph.writeInt8(config, fast(), back);

        assertThat(back).hasSameBinaryContentAs(int8);
    }

    @Test
    void areWrittenIntoAnotherGraphOfTheEncoder() throws IOException {
        quantize(TinyModel.BERT_UNCASED);
        ActivationScales scales = ActivationScales.read(int8).orElseThrow();
        Path other = folder.resolve("other.onnx");
        Int8Quantizer.quantize(fp32, other);

        scales.write(other);
        scales.write(other);

        assertThat(other).hasSameBinaryContentAs(int8);
    }

    @Test
    void damagedOnesAreNamed() throws IOException {
        quantize(TinyModel.BERT_UNCASED);
        OnnxMl.ModelProto damaged = OnnxReader.read(int8).toBuilder()
                .setMetadataProps(
                        0,
                        OnnxMl.StringStringEntryProto.newBuilder()
                                .setKey(ActivationScales.KEY)
                                .setValue("classifier.weight.transposed -1 300"))
                .build();
        Path file = folder.resolve("damaged.onnx");
        Files.write(file, damaged.toByteArray());

        assertThatThrownBy(() -> PackedGraph.writeInt8(config, file, folder.resolve("fast.onnx")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("found 'classifier.weight.transposed -1 300'")
                .hasMessageContaining(file.toString());
    }

    @Test
    void aMissingOneIsNamed() throws IOException {
        quantize(TinyModel.BERT_UNCASED);
        new ActivationScales(Map.of("classifier.weight.transposed", new ActivationScale(1, 0))).write(int8);

        assertThatThrownBy(this::fast)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(
                        "no scale for inputs of 'bert.encoder.layer.0.attention.self.query.weight.transposed'");
    }

    @Test
    void needTextsAndAnInt8Graph() throws IOException {
        quantize(TinyModel.BERT_UNCASED);

        assertThatThrownBy(() -> ActivationProbe.scales(int8, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no text");
        assertThatThrownBy(() -> ActivationProbe.scales(fp32, List.of(new int[] {2, 3})))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("expected an INT8 graph");
        Int8Quantizer.quantize(fp32, int8, List.of());
        assertThat(ActivationScales.read(int8)).isEqualTo(Optional.empty());
    }
}
