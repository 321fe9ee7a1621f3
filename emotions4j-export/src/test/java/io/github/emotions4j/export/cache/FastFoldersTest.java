package io.github.emotions4j.export.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.FastGraph;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.internal.onnx.GraphHead;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        return GraphHead.read(classifier.graphFile()).isFast();
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
        assertSameScores(model, OnnxOptions.builder().precision(GraphPrecision.INT8), 0.1);
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
        FastGraph.writeInt8(config, portable, fast);

        for (Path either : List.of(portable, fast)) {
            Path written = folder.resolve("written.onnx");
            new CachedGraphs(ResourceCache.in(cache)).writePortable(either, config, written);
            assertThat(written).hasSameBinaryContentAs(portable);
        }
    }
}
