package io.github.emotions4j.export.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.export.quantization.ActivationTexts;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxGraph;
import io.github.emotions4j.onnx.internal.runtime.GraphRunner;
import io.github.emotions4j.onnx.internal.runtime.SessionSettings;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of a packed batch have the bits that they have alone. */
class SameBitsInBatchesTest {

    private static final int LONGEST = 40;
    private static final int TEXTS_PER_LENGTH = 2;
    private static final int[] BATCH_SIZES = {2, 5, 16, 37};
    private static final int POSITIONS = 202;
    private static final float ROUNDING = 1e-5f;

    @TempDir
    Path folder;

    private ModelConfig read(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);
        return ModelConfig.read(folder);
    }

    private Weights weights(ModelConfig config) throws IOException {
        return FolderWeights.classifier(folder, config).weights();
    }

    private GraphRunner fp32(ModelConfig config, Weights weights) throws IOException {
        Path graph = folder.resolve("packed.onnx");
        PackedGraph.write(config, weights, graph);
        return open(graph, config);
    }

    /** @param texts texts for the scales of activations; without any they are found while the graph runs */
    private GraphRunner int8(ModelConfig config, List<int[]> texts) throws IOException {
        Path fp32 = folder.resolve("portable.onnx");
        OnnxExport.write(config, weights(config), fp32, ExportOptions.defaults());
        Path int8 = folder.resolve("portable-int8.onnx");
        Int8Quantizer.quantize(fp32, int8, texts);
        Path graph = folder.resolve("packed-int8.onnx");
        PackedGraph.writeInt8(config, int8, graph);
        return open(graph, config);
    }

    private List<int[]> comments(ModelConfig config) throws IOException {
        try (TextTokenizer tokenizer = TokenizerFolder.read(folder)) {
            return ActivationTexts.comments(tokenizer, config.maxTokens());
        }
    }

    private static GraphRunner open(Path graph, ModelConfig config) {
        return GraphRunner.open(graph, SessionSettings.ONE_THREAD, config.labels());
    }

    private static EncoderConfig encoder(ModelConfig config) {
        return config.encoder().orElseThrow();
    }

    /** Random ids of the vocabulary; among them the padding id, which has a position of its own in RoBERTa. */
    private static List<int[]> texts(ModelConfig config, int from, int to) {
        Random random = new Random(7);
        List<int[]> texts = new ArrayList<>();
        for (int length = from; length <= to; length++) {
            for (int text = 0; text < TEXTS_PER_LENGTH; text++) {
                texts.add(
                        random.ints(length, 0, encoder(config).vocabularySize()).toArray());
            }
        }
        Collections.shuffle(texts, random);
        return texts;
    }

    private static List<float[]> alone(GraphRunner graph, List<int[]> texts) {
        return texts.stream().map(text -> graph.runBatch(List.of(text)).get(0)).toList();
    }

    private static void assertSameBits(GraphRunner graph, List<int[]> texts) {
        assertThat(graph.supportsBatches()).isTrue();
        List<float[]> alone = alone(graph, texts);
        for (int size : BATCH_SIZES) {
            for (int begin = 0; begin < texts.size(); begin += size) {
                int end = Math.min(begin + size, texts.size());
                List<float[]> together = graph.runBatch(texts.subList(begin, end));
                assertThat(together).hasSize(end - begin);
                for (int text = begin; text < end; text++) {
                    assertThat(together.get(text - begin))
                            .as("%s tokens in a batch of %s", texts.get(text).length, end - begin)
                            .isEqualTo(alone.get(text));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void inFp32(TinyModel model) throws IOException {
        ModelConfig config = read(model);

        try (GraphRunner graph = fp32(config, weights(config))) {
            assertSameBits(graph, texts(config, 1, LONGEST));
        }
    }

    @ParameterizedTest
    @EnumSource
    void inInt8WithConstantScales(TinyModel model) throws IOException {
        ModelConfig config = read(model);

        try (GraphRunner graph = int8(config, comments(config))) {
            assertSameBits(graph, texts(config, 1, LONGEST));
        }
    }

    @ParameterizedTest
    @EnumSource
    void notInInt8WithoutConstantScales(TinyModel model) throws IOException {
        ModelConfig config = read(model);

        try (GraphRunner graph = int8(config, List.of())) {
            assertThat(graph.supportsBatches()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "ROBERTA", "DISTILBERT"})
    void longTextsRunAloneAndAnswerAsThePortableGraph(TinyModel model) throws IOException {
        read(model);
        ModelConfig config = withPositions();
        Weights weights = withPositions(config, model.copyTo(folder, ModelPart.WEIGHTS));
        Path portable = folder.resolve("portable.onnx");
        OnnxExport.write(config, weights, portable, ExportOptions.defaults());

        try (GraphRunner graph = fp32(config, weights);
                OnnxGraph reference = OnnxGraph.load(portable)) {
            for (int[] text : texts(config, 126, 131)) {
                assertThat(alone(graph, List.of(text)).get(0))
                        .containsExactly(reference.logits(text), within(ROUNDING));
            }
            assertSameBits(graph, texts(config, 120, 128));
            assertThatThrownBy(() -> graph.runBatch(texts(config, 129, 129)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("more than 128 tokens in a batch of 2");
        }
    }

    /** The model's configuration with more positions. */
    private ModelConfig withPositions() throws IOException {
        Path file = folder.resolve("config.json");
        String wider = Files.readString(file)
                .replaceAll("\"max_position_embeddings\": \\d+", "\"max_position_embeddings\": " + POSITIONS);
        Files.writeString(file, wider);
        return ModelConfig.read(folder);
    }

    /** The positions of the model over and over. */
    private static Weights withPositions(ModelConfig config, Path folder) throws IOException {
        Weights few = FolderWeights.classifier(folder, ModelConfig.read(folder)).weights();
        String name = ModuleNames.embeddings(encoder(config).architecture()).positions() + ".weight";
        WeightTensor rows = Objects.requireNonNull(few.tensors().get(name));
        float[] values = rows.toArray();
        int hidden = encoder(config).hiddenSize();
        FloatBuffer more = FloatBuffer.allocate(POSITIONS * hidden);
        while (more.hasRemaining()) {
            more.put(values, 0, Math.min(values.length, more.remaining()));
        }
        Map<String, WeightTensor> tensors = new LinkedHashMap<>(few.tensors());
        tensors.put(name, WeightTensor.of(more.array(), POSITIONS, hidden));
        return new Weights(tensors, "more positions");
    }

    @Test
    void rowsOfPaddingInsideATextCountAsTransformersCountsThem() throws IOException {
        ModelConfig config = read(TinyModel.ROBERTA);
        int padding = encoder(config).padTokenId();
        int[] text = {0, 7, padding, padding, 9, padding, 2};
        Path portable = folder.resolve("portable.onnx");
        OnnxExport.write(config, weights(config), portable, ExportOptions.defaults());

        try (GraphRunner graph = fp32(config, weights(config));
                OnnxGraph reference = OnnxGraph.load(portable)) {
            assertThat(graph.runBatch(List.of(new int[] {0, 5, 2}, text)).get(1))
                    .containsExactly(reference.logits(text), within(ROUNDING));
        }
    }
}
