package io.github.emotions4j.export.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.GraphHead;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.Activation;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packed form against the portable one and against transformers' golden logits. */
class PackedGraphTest {

    /** Both sum in fp32 over at most 64 values of size 1 in another order: some 1e-6. */
    private static final float ROUNDING = 1e-5f;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // read first by each test
    private ModelConfig config;

    @SuppressWarnings("NullAway.Init")
    private Weights weights;

    private void read(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);
        config = ModelConfig.read(folder);
        weights = FolderWeights.classifier(folder, config).weights();
    }

    private Path packed() throws IOException {
        Path graph = folder.resolve("packed.onnx");
        PackedGraph.write(config, weights, graph);
        return graph;
    }

    private Path portable() throws IOException {
        Path graph = folder.resolve("portable.onnx");
        OnnxExport.write(config, weights, graph, ExportOptions.defaults());
        return graph;
    }

    private Path portableInt8() throws IOException {
        Path graph = folder.resolve("portable-int8.onnx");
        Int8Quantizer.quantize(portable(), graph);
        return graph;
    }

    private Path packedInt8() throws IOException {
        Path graph = folder.resolve("packed-int8.onnx");
        PackedGraph.writeInt8(config, portableInt8(), graph);
        return graph;
    }

    private static int[] ids(GoldenText golden) {
        return Arrays.stream(golden.truncatedIds()).mapToInt(Math::toIntExact).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void answersAsTransformers(TinyModel model) throws IOException {
        read(model);

        try (OnnxGraph graph = OnnxGraph.load(packed())) {
            assertThat(model.golden()).allSatisfy(golden -> assertThat(graph.logits(ids(golden)))
                    .containsExactly(golden.logits(), within(ROUNDING)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAsThePortableGraph(TinyModel model) throws IOException {
        read(model);

        try (OnnxGraph packed = OnnxGraph.load(packed());
                OnnxGraph portable = OnnxGraph.load(portable())) {
            assertThat(model.golden()).allSatisfy(golden -> assertThat(packed.logits(ids(golden)))
                    .containsExactly(portable.logits(ids(golden)), within(ROUNDING)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersInInt8AlmostAsThePortableGraph(TinyModel model) throws IOException {
        read(model);

        try (OnnxGraph packed = OnnxGraph.load(packedInt8());
                OnnxGraph portable = OnnxGraph.load(folder.resolve("portable-int8.onnx"))) {
            double sum = 0;
            int count = 0;
            for (GoldenText golden : model.golden()) {
                float[] expected = portable.logits(ids(golden));
                float[] found = packed.logits(ids(golden));
                for (int label = 0; label < expected.length; label++) {
                    sum += Math.abs(expected[label] - found[label]);
                    count++;
                }
            }
            // The last layer's activations have scales of their own; a wrong weight would move logits by their spread,
            // 0.3 to 1.3.
            assertThat(sum / count).isLessThan(0.05);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryTensorAndEveryByte(TinyModel model) throws IOException {
        read(model);
        Map<String, byte[]> portable = tensors(portableInt8());
        Map<String, byte[]> packed = tensors(packedInt8());

        List<String> weightNames = portable.keySet().stream()
                .filter(name -> name.contains(".weight") || name.endsWith(".bias"))
                .toList();
        assertThat(packed.keySet()).containsAll(weightNames);
        assertThat(weightNames)
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> assertThat(packed.get(name)).as(name).isEqualTo(portable.get(name)));
    }

    private static Map<String, byte[]> tensors(Path graph) throws IOException {
        return OnnxReader.read(graph).getGraph().getInitializerList().stream()
                .collect(Collectors.toMap(OnnxMl.TensorProto::getName, tensor -> tensor.getRawData()
                        .toByteArray()));
    }

    @ParameterizedTest
    @EnumSource
    void giveItsWeightsBack(TinyModel model) throws IOException {
        read(model);

        Weights found = GraphWeights.read(packed(), config);

        assertThat(found.tensors()).hasSize(weights.tensors().size());
        weights.tensors().forEach((name, tensor) -> assertThat(
                        found.require(name, tensor.shape()).toArray())
                .as(name)
                .isEqualTo(tensor.toArray()));
    }

    @ParameterizedTest
    @EnumSource
    void runsFusedOperators(TinyModel model) throws IOException {
        read(model);

        List<String> fp32 = OptimizedGraph.operators(packed(), folder);
        List<String> int8 = OptimizedGraph.operators(packedInt8(), folder);

        assertThat(List.of(fp32, int8)).allSatisfy(operators -> assertThat(operators)
                .doesNotContain("Softmax", "Transpose", "LayerNormalization", "Erf", "MatMulInteger")
                // Constants are joined when the graph is loaded; one Concat makes a shape.
                .satisfies(all -> assertThat(all).filteredOn("Concat"::equals).hasSize(1))
                .contains("If", "SkipLayerNormalization"));
        assertThat(int8).doesNotContain("MatMul", "Gemm");
        // Three additions of biases are left: query, key and value of the first layer, the query of the last, its key
        // and
        // value. A Relu takes in no bias, in either layer. Seven other additions make indices.
        boolean relu = config.encoder().orElseThrow().activation() == Activation.RELU;
        assertThat(fp32).filteredOn("Add"::equals).hasSize(3 + (relu ? 2 : 0) + 7);
    }

    @Test
    void sayWhatTheyAre() throws IOException {
        read(TinyModel.ROBERTA);

        assertThat(GraphHead.read(packed())).isEqualTo(new GraphHead("emotions4j", "emotions4j.packed"));
        assertThat(GraphHead.read(packedInt8()).isPacked()).isTrue();
        assertThat(GraphHead.read(portable())).isEqualTo(new GraphHead("emotions4j", ""));
        assertThat(GraphHead.read(Files.writeString(folder.resolve("text.onnx"), "no graph"))
                        .isOurs())
                .isFalse();
    }

    @Test
    void refusesAGraphWithoutTheWeightsOfTheConfiguration() throws IOException {
        read(TinyModel.ROBERTA);
        Path fp32 = portable();

        assertThatThrownBy(() -> PackedGraph.writeInt8(config, fp32, folder.resolve("packed-int8.onnx")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("_quantized' is missing, expected INT8 in " + fp32);
        assertThat(folder.resolve("packed-int8.onnx")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void leadsBackToThePortableGraph(TinyModel model) throws IOException {
        read(model);
        Path packed = packedInt8();
        Path back = folder.resolve("back.onnx");

        PortableGraph.writeInt8(config, packed, back);

        assertThat(back).hasSameBinaryContentAs(folder.resolve("portable-int8.onnx"));
    }
}
