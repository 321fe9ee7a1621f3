package io.github.emotions4j.export.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.SaturationCheck;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxGraph;
import io.github.emotions4j.onnx.spi.GraphProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CachedGraphsTest {

    private static final float ROUNDING = 1e-5f;

    @TempDir
    Path temporary;

    private Path folder;
    private Path cache;
    private CachedGraphs graphs;

    @BeforeEach
    void makeFolders() {
        folder = temporary.resolve("model");
        cache = temporary.resolve("cache");
        graphs = new CachedGraphs(ResourceCache.in(cache));
    }

    private Path graph(GraphPrecision precision) throws IOException {
        return graphs.graph(ModelFolder.open(folder), precision);
    }

    private static List<String> filesBeside(Path graph) {
        return TinyBert.filesIn(graph.resolveSibling(""));
    }

    private static int[] ids(GoldenText golden) {
        return Arrays.stream(golden.truncatedIds()).mapToInt(Math::toIntExact).toArray();
    }

    private static void assertAnswers(Path graph, List<GoldenText> texts) {
        try (OnnxGraph loaded = OnnxGraph.load(graph)) {
            for (GoldenText golden : texts) {
                assertThat(loaded.logits(ids(golden)))
                        .as("%s", golden)
                        .containsExactly(golden.logits(), within(ROUNDING));
            }
        }
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(GraphProvider.class).findFirst()).containsInstanceOf(CachedGraphs.class);
    }

    @ParameterizedTest
    @EnumSource
    void makesAnFp32GraphOfEveryArchitecture(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);

        Path graph = graph(GraphPrecision.FP32);

        assertAnswers(graph, model.golden());
        assertThat(graph.getFileName()).hasToString("model.onnx");
        assertThat(graph.startsWith(cache.resolve("graphs"))).isTrue();
        assertThat(TinyBert.filesIn(folder)).containsExactly("config.json", "model.safetensors");
    }

    @Test
    void keepsLargeTensorsInAFileThatIsMapped() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        enlargeVocabulary(380, 5000);

        Path graph = graph(GraphPrecision.FP32);

        Path data = graph.resolveSibling("model.onnx_data");
        assertThat(Files.size(data)).isEqualTo(5000 * 16 * 4);
        assertAnswers(graph, TinyModel.ROBERTA.golden());
        assertThat(Files.size(graph(GraphPrecision.INT8))).isGreaterThan(5000 * 16);
        assertThat(filesBeside(graph(GraphPrecision.INT8))).containsExactly("model_quantized.onnx");
    }

    @Test
    void putsTheLargeTensorsOfAGraphIntoAFileThatIsMapped() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        enlargeVocabulary(380, 5000);
        ModelConfig config = ModelConfig.read(folder);
        Path whole = folder.resolve("model.onnx");
        OnnxExport.write(config, FolderWeights.classifier(folder, config).weights(), whole, ExportOptions.defaults());

        Path split = graphs.mapped(whole);

        assertThat(split.startsWith(cache)).isTrue();
        assertThat(Files.size(split)).isLessThan(Files.size(whole) - 5000 * 16 * 4 + 1000);
        assertThat(Files.size(split.resolveSibling("model.onnx_data"))).isEqualTo(5000 * 16 * 4);
        assertAnswers(split, TinyModel.ROBERTA.golden());
        assertThat(new CachedGraphs(ResourceCache.in(whole)).mapped(whole)).isEqualTo(whole);
    }

    @Test
    void leavesAFileAsItIsThatIsNoGraph() throws IOException {
        Path file = Files.writeString(temporary.resolve("model.onnx"), "no graph");

        assertThat(graphs.mapped(file)).isEqualTo(file);
        assertThat(TinyBert.filesIn(cache.resolve("graphs"))).isEmpty();
    }

    @Test
    void splitsTheGraphOfOptimum() throws IOException {
        Path graph = TinyModel.DISTILBERT.copyTo(folder, ModelPart.GRAPH).resolve("model.onnx");

        assertAnswers(graphs.mapped(graph), TinyModel.DISTILBERT.golden());
    }

    private void enlargeVocabulary(int from, int to) throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"vocab_size\": " + from, "\"vocab_size\": " + to));
        Map<String, WeightTensor> tensors =
                new LinkedHashMap<>(FolderWeights.read(folder).tensors());
        String words = "roberta.embeddings.word_embeddings.weight";
        float[] rows = FolderWeights.read(folder).require(words, from, 16).toArray();
        tensors.put(words, WeightTensor.of(Arrays.copyOf(rows, to * 16), to, 16));
        Safetensors.write(folder.resolve("model.safetensors"), new Weights(tensors, "enlarged"));
    }

    @Test
    void makesAGraphOncePerContent() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        Path first = graph(GraphPrecision.FP32);
        Object written = Files.getLastModifiedTime(first);

        Path copy = TinyModel.ROBERTA.copyTo(temporary.resolve("copy"), ModelPart.WEIGHTS);

        assertThat(graphs.graph(ModelFolder.open(copy), GraphPrecision.FP32)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
    }

    @Test
    void makesAnotherGraphOfChangedWeightsConfigurationOrPrecision() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        Path first = graph(GraphPrecision.FP32);

        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("1e-05", "2e-05"));
        Path second = graph(GraphPrecision.FP32);
        TinyModel.ROBERTA.copyTo(folder, ModelPart.F16_WEIGHTS);
        Path third = graph(GraphPrecision.FP32);
        Path fourth = graph(GraphPrecision.INT8);

        assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void makesAnInt8GraphOnRequest(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);

        Path graph = graph(GraphPrecision.INT8);

        assertThat(graph.getFileName()).hasToString("model_quantized.onnx");
        assertThat(SaturationCheck.requireSafe(graph)).hasSize(14);
        assertThat(filesBeside(graph)).containsExactly("model_quantized.onnx");
    }

    @Test
    void quantizesTheGraphOfAnArchitectureThatItCannotBuild() throws IOException {
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.GRAPH);
        Files.move(
                folder.resolve("model.onnx"),
                Files.createDirectory(folder.resolve("onnx")).resolve("model.onnx"));
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"distilbert\"", "\"electra\""));

        assertThat(SaturationCheck.requireSafe(graph(GraphPrecision.INT8))).hasSize(14);
    }

    @Test
    void saysWhyNoGraphCanBeMade() throws IOException {
        TinyModel.ROBERTA.copyTo(folder);
        assertRefused("has no graph in precision fp32, and none can be made: model folder ", "has no weights");

        Files.createFile(folder.resolve("pytorch_model.bin"));
        assertRefused("none can be made: ", "runs code", "safe_serialization=True");

        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"roberta\"", "\"albert\""));
        assertRefused("'model_type' is 'albert', expected one of bert, roberta, distilbert", "config.json");
    }

    private void assertRefused(String... messages) {
        assertThatThrownBy(() -> graph(GraphPrecision.FP32))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContainingAll(messages);
    }

    @Test
    void leavesNothingInTheCacheWhenTheWeightsAreDamaged() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        byte[] whole = Files.readAllBytes(folder.resolve("model.safetensors"));
        Files.write(folder.resolve("model.safetensors"), Arrays.copyOf(whole, whole.length - 4));

        assertRefused("model.safetensors", "expected no byte missing or left");
        assertThat(TinyBert.filesIn(cache.resolve("graphs"))).isEmpty();
    }

    @Test
    void worksWithoutACacheThatCanBeWritten() throws IOException {
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.WEIGHTS);
        Path file = Files.createFile(temporary.resolve("file"));

        Path graph = new CachedGraphs(ResourceCache.in(file)).graph(ModelFolder.open(folder), GraphPrecision.FP32);

        assertAnswers(graph, TinyModel.DISTILBERT.golden());
    }

    @Test
    void refusesToGuessThePrecision() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);

        assertThatThrownBy(() -> graph(GraphPrecision.AUTO)).isInstanceOf(IllegalArgumentException.class);
    }
}
