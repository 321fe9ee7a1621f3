package io.github.emotions4j.export.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.export.internal.onnx.GraphHead;
import io.github.emotions4j.export.quantization.ActivationScales;
import io.github.emotions4j.export.quantization.ActivationTexts;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.onnx.GraphForm;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which form of a folder's graph runs. */
class FastFoldersTest {

    /** Sigmoids move by a quarter of what logits move by rounding. */
    private static final double ROUNDING = 1e-5;

    @TempDir
    Path temporary;

    private Path folder;
    private Path cache;
    private String previous;

    @BeforeEach
    void keepTheCacheHere() {
        folder = temporary.resolve("model");
        cache = temporary.resolve("cache");
        previous = System.getProperty(ResourceCache.FOLDER_PROPERTY, "");
        System.setProperty(ResourceCache.FOLDER_PROPERTY, cache.toString());
    }

    @AfterEach
    void restoreTheCache() {
        if (previous.isEmpty()) {
            System.clearProperty(ResourceCache.FOLDER_PROPERTY);
        } else {
            System.setProperty(ResourceCache.FOLDER_PROPERTY, previous);
        }
    }

    private void assertSameScores(TinyModel model, OnnxOptions.Builder options, double tolerance) throws IOException {
        try (OnnxEmotionClassifier fast = OnnxEmotionClassifier.load(folder, options.build());
                OnnxEmotionClassifier portable = OnnxEmotionClassifier.load(
                        folder, options.graphForm(GraphForm.PORTABLE).build())) {
            assertThat(isFast(fast)).isTrue();
            assertThat(isFast(portable)).isFalse();
            assertThat(fast.graphFile().startsWith(cache)).isTrue();
            assertThat(fast.precision()).isEqualTo(portable.precision());
            for (GoldenText golden : model.golden()) {
                Scores expected = portable.classify(golden.text());
                assertThat(fast.classify(golden.text()).ranked()).allSatisfy(score -> assertThat(score.score())
                        .isCloseTo(expected.score(score.label()), within((float) tolerance)));
            }
        }
    }

    private static boolean isFast(OnnxEmotionClassifier classifier) throws IOException {
        return GraphHead.read(classifier.graphFile()).isPacked();
    }

    private void quantize() throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        Path fp32 = folder.resolve("between.onnx");
        OnnxExport.write(config, FolderWeights.classifier(folder, config).weights(), fp32, ExportOptions.defaults());
        Int8Quantizer.quantize(fp32, folder.resolve("model_quantized.onnx"));
        Files.delete(fp32);
    }

    @ParameterizedTest
    @EnumSource
    void aFolderOfWeightsRunsFast(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);
        model.copyTo(folder, ModelPart.TOKENIZER);

        assertSameScores(model, OnnxOptions.builder(), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void anInt8GraphMadeOfWeightsScoresLikeTheQuantizedFolder(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);
        model.copyTo(folder, ModelPart.TOKENIZER);
        List<String> texts = model.golden().stream().map(GoldenText::text).toList();
        List<Scores> made = int8Scores(texts, Optional.of("the sample comments of emotions4j"));
        quantizeOnComments();

        assertThat(int8Scores(texts, Optional.empty())).isEqualTo(made);
    }

    private List<Scores> int8Scores(List<String> texts, Optional<String> activationTexts) throws IOException {
        OnnxOptions int8 = OnnxOptions.builder().precision(GraphPrecision.INT8).build();
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder, int8)) {
            assertThat(isFast(classifier)).isTrue();
            assertThat(ActivationScales.read(classifier.graphFile())).isPresent();
            assertThat(classifier.activationTexts()).isEqualTo(activationTexts);
            return classifier.classify(texts);
        }
    }

    private void quantizeOnComments() throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        Path fp32 = folder.resolve("between.onnx");
        OnnxExport.write(config, FolderWeights.classifier(folder, config).weights(), fp32, ExportOptions.defaults());
        try (TextTokenizer tokenizer = TokenizerFolder.read(folder)) {
            List<int[]> comments = ActivationTexts.comments(tokenizer, config.maxTokens());
            Int8Quantizer.quantize(fp32, folder.resolve("model_quantized.onnx"), comments);
        }
        Files.delete(fp32);
    }

    @Test
    void aFolderOfAnotherToolRunsFastByItsWeights() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        TinyModel.ROBERTA.copyTo(folder, ModelPart.TOKENIZER);
        TinyModel.ROBERTA.copyTo(folder, ModelPart.GRAPH);

        assertSameScores(TinyModel.ROBERTA, OnnxOptions.builder().precision(GraphPrecision.FP32), ROUNDING);
    }

    @Test
    void ourInt8GraphRunsFastWithoutWeights() throws IOException {
        TinyModel.BERT_CASED.copyTo(folder, ModelPart.WEIGHTS);
        TinyModel.BERT_CASED.copyTo(folder, ModelPart.TOKENIZER);
        quantize();
        Files.delete(folder.resolve("model.safetensors"));

        assertSameScores(TinyModel.BERT_CASED, OnnxOptions.builder(), 0.1);
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            assertThat(classifier.precision()).isEqualTo(GraphPrecision.INT8);
        }
    }

    @Test
    void theInt8GraphOfAnotherToolRunsAsItIs() throws IOException {
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.WEIGHTS);
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.TOKENIZER);
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.GRAPH);
        Path theirs = folder.resolve("model_quantized.onnx");
        Int8Quantizer.quantize(folder.resolve("model.onnx"), theirs);

        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            assertThat(classifier.graphFile()).isEqualTo(theirs);
        }
    }

    @Test
    void anInt8GraphOfTheEarlierFormIsPacked() throws IOException {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.UNPADDED_GRAPH, ModelPart.TOKENIZER);
        assertThat(GraphHead.read(folder.resolve("model_quantized.onnx")).domain())
                .isEqualTo(GraphHead.FAST);

        assertSameScores(TinyModel.BERT_UNCASED, OnnxOptions.builder(), 0.1);

        Path portable = temporary.resolve("portable.onnx");
        ModelConfig config = ModelConfig.read(folder);
        new CachedGraphs(ResourceCache.in(cache))
                .writePortable(folder.resolve("model_quantized.onnx"), config, portable);
        assertThat(GraphHead.read(portable).isPortable()).isTrue();
        assertThat(ActivationScales.read(portable).orElseThrow())
                .hasToString(ActivationScales.read(folder.resolve("model_quantized.onnx"))
                        .orElseThrow()
                        .toString());
    }

    @Test
    void aGraphWithoutWeightsRunsAsItIs() throws IOException {
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.GRAPH);
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.TOKENIZER);

        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            assertThat(classifier.graphFile()).isEqualTo(folder.resolve("model.onnx"));
        }
    }

    @Test
    void aGraphRunsAsItIsWhereItsWeightsCannotBeRead() throws IOException {
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.GRAPH);
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.TOKENIZER);
        Files.writeString(folder.resolve("model.safetensors"), "damaged");

        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            assertThat(classifier.graphFile()).isEqualTo(folder.resolve("model.onnx"));
        }
    }

    @Test
    void aGraphRunsAsItIsWhereTheCacheCannotBeWritten() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        CachedGraphs nowhere = new CachedGraphs(ResourceCache.in(Files.writeString(cache, "a file")));

        assertThat(nowhere.fast(ModelFolder.open(folder), GraphPrecision.FP32))
                .hasValueSatisfying(made -> assertThat(made).exists());

        TinyModel.ROBERTA.copyTo(folder, ModelPart.GRAPH);
        assertThat(nowhere.fast(ModelFolder.open(folder), GraphPrecision.FP32)).isEmpty();
    }

    @Test
    void aFastGraphIsWrittenPortable() throws IOException {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.WEIGHTS);
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.TOKENIZER);
        quantize();
        ModelConfig config = ModelConfig.read(folder);
        Path portable = folder.resolve("model_quantized.onnx");
        Path fast = folder.resolve("fast.onnx");
        PackedGraph.writeInt8(config, portable, fast);

        for (Path either : List.of(portable, fast)) {
            Path written = folder.resolve("written.onnx");
            new CachedGraphs(ResourceCache.in(cache)).writePortable(either, config, written);
            assertThat(written).hasSameBinaryContentAs(portable);
        }
    }
}
