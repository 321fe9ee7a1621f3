package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.internal.runtime.TestGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedModelFolderTest {

    private Path folder;

    @BeforeEach
    void copyTheTinyModel(@TempDir Path temporary) {
        folder = Fixtures.tinyBert(temporary.resolve("model"));
    }

    @Test
    void runsInt8FirstWhereTheFolderHasIt() throws IOException {
        assertThat(loadedPrecision(GraphPrecision.AUTO)).isEqualTo(GraphPrecision.FP32);

        Files.copy(folder.resolve(ModelFiles.GRAPH), folder.resolve(ModelFiles.QUANTIZED_GRAPH));

        assertThat(loadedPrecision(GraphPrecision.AUTO)).isEqualTo(GraphPrecision.INT8);
        assertThat(loadedPrecision(GraphPrecision.INT8)).isEqualTo(GraphPrecision.INT8);
        assertThat(loadedPrecision(GraphPrecision.FP32)).isEqualTo(GraphPrecision.FP32);
    }

    @Test
    void findsTheGraphInTheSubfolderThatOtherToolsUse() throws IOException {
        Files.createDirectory(folder.resolve("onnx"));
        Files.move(folder.resolve(ModelFiles.GRAPH), folder.resolve("onnx").resolve(ModelFiles.GRAPH));

        assertThat(loadedPrecision(GraphPrecision.AUTO)).isEqualTo(GraphPrecision.FP32);
    }

    @Test
    void saysWhichGraphTheFolderLacks() throws IOException {
        refuses(GraphPrecision.INT8)
                .hasMessage("model folder " + folder + " has no graph in precision int8, expected model_quantized.onnx,"
                        + " there or in its subfolder onnx; to make one of model.safetensors, add the artifact"
                        + " io.github.emotions4j:emotions4j-export");
        Files.delete(folder.resolve(ModelFiles.GRAPH));
        refuses(GraphPrecision.AUTO).hasMessageContaining("expected model_quantized.onnx or model.onnx");
    }

    @Test
    void refusesATokenizerWithMoreTokensThanTheModelHasRows() throws IOException {
        Path config = folder.resolve(ModelFiles.CONFIG);
        String text = Files.readString(config);
        Files.writeString(config, text.replace("\"vocab_size\": 250", "\"vocab_size\": 249"));

        refuses(GraphPrecision.AUTO)
                .hasMessage("the largest token id is 249, expected at most 248, for 'vocab_size' is 249 in " + config
                        + ", in " + folder.resolve(ModelFiles.TOKENIZER));

        Files.writeString(config, text.replace("\"vocab_size\": 250", "\"vocab_size\": 251"));
        assertThat(loadedPrecision(GraphPrecision.AUTO)).isEqualTo(GraphPrecision.FP32);
    }

    @Test
    void readsTheFoldersThresholds() throws IOException {
        LabelSet labels = labels();
        assertThat(loadedThresholds()).isEqualTo(Thresholds.constant(labels, 0.5));

        new ThresholdsFile(
                        "f1",
                        "dev",
                        "0".repeat(64),
                        labels.names().stream()
                                .map(label -> new ThresholdsFile.Entry(label, 0.25, 1, 1))
                                .toList())
                .write(folder.resolve(ModelFiles.THRESHOLDS));

        assertThat(loadedThresholds()).isEqualTo(Thresholds.constant(labels, 0.25));
    }

    @Test
    void refusesThresholdsForOtherLabels() throws IOException {
        Files.writeString(
                folder.resolve(ModelFiles.THRESHOLDS),
                "{\"objective\":\"f1\",\"split\":\"dev\",\"dataSha256\":\"\",\"labels\":[{\"label\":\"hunger\","
                        + "\"threshold\":0.5,\"support\":1,\"f1\":1}]}");

        refuses(GraphPrecision.AUTO)
                .hasMessageContaining("thresholds are for labels [hunger]")
                .hasMessageContaining(folder.resolve(ModelFiles.THRESHOLDS).toString());
    }

    @Test
    void refusesAGraphForAnotherNumberOfLabels() {
        new TestGraph().write(folder.resolve(ModelFiles.GRAPH));

        refuses(GraphPrecision.AUTO)
                .hasMessage(
                        "output 'logits' has shape [batch, 2], expected [batch, 28] for the 28 labels of config.json"
                                + " in " + folder.resolve(ModelFiles.GRAPH));
    }

    @Test
    void refusesLogitsThatAreNoFiniteNumbers() throws IOException {
        float[] weights = new float[28];
        weights[2] = Float.NaN;
        new TestGraph().weights(weights).write(folder.resolve(ModelFiles.GRAPH));

        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            assertThatThrownBy(() -> classifier.classify("a"))
                    .isInstanceOf(InferenceException.class)
                    .hasMessage("logit of '" + labels().name(2) + "' is NaN, expected a finite number");
        }
    }

    @Test
    void namesEachFileThatIsMissing() throws IOException {
        Files.delete(folder.resolve(ModelFiles.TOKENIZER));
        refuses(GraphPrecision.AUTO).hasMessageContaining("no tokenizer at " + folder.resolve(ModelFiles.TOKENIZER));

        Files.delete(folder.resolve(ModelFiles.CONFIG));
        refuses(GraphPrecision.AUTO).hasMessageContaining("model folder " + folder + " has no config.json");
    }

    @Test
    void namesAFolderThatIsMissing() {
        Path absent = folder.resolve("absent");

        assertThatThrownBy(() -> OnnxEmotionClassifier.load(absent))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no model folder at " + absent);
    }

    @Test
    void namesTheBrokenTokenizer() throws IOException {
        Files.writeString(folder.resolve(ModelFiles.TOKENIZER), "{}");

        refuses(GraphPrecision.AUTO)
                .hasMessageContaining("no valid tokenizer in " + folder.resolve(ModelFiles.TOKENIZER));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refuses(GraphPrecision precision) {
        return assertThatThrownBy(() -> loadedPrecision(precision)).isInstanceOf(ModelFormatException.class);
    }

    private GraphPrecision loadedPrecision(GraphPrecision precision) throws IOException {
        OnnxOptions options = OnnxOptions.builder().precision(precision).build();
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder, options)) {
            return classifier.precision();
        }
    }

    private Thresholds loadedThresholds() throws IOException {
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            return classifier.thresholds();
        }
    }

    private LabelSet labels() throws IOException {
        return ModelConfig.read(folder).labels();
    }
}
