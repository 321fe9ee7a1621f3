package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.internal.runtime.PackedTestGraph;
import io.github.emotions4j.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedModelTest {

    private static final String ROOT = "io/github/emotions4j/model/";

    private Path classes;
    private Path model;
    private Path cache;

    @BeforeEach
    void putTheTinyModelOnAClassPath(@TempDir Path temporary) throws IOException {
        cache = temporary.resolve("cache");
        System.setProperty(ResourceCache.FOLDER_PROPERTY, cache.toString());
        classes = temporary.resolve("classes");
        model = Fixtures.tinyBert(classes.resolve(ROOT));
        Files.move(model.resolve(ModelFiles.GRAPH), model.resolve(ModelFiles.QUANTIZED_GRAPH));
        Files.writeString(model.resolve(ModelFiles.CARD), "# Card");
        new ThresholdsFile(
                        "f1",
                        "dev",
                        "0".repeat(64),
                        ModelConfig.read(model).labels().names().stream()
                                .map(label -> new ThresholdsFile.Entry(label, 0.25, 1, 1))
                                .toList())
                .write(model.resolve(ModelFiles.THRESHOLDS));
    }

    @AfterEach
    void useTheUsualCache() {
        System.clearProperty(ResourceCache.FOLDER_PROPERTY);
    }

    @Test
    void classifiesAsTheSameFolderDoes() throws IOException {
        Scores expected;
        try (OnnxEmotionClassifier folder = OnnxEmotionClassifier.load(model)) {
            expected = folder.classify("I love this");
        }
        try (URLClassLoader unpacked = classPath(classes);
                URLClassLoader packed = classPath(jar())) {
            assertThat(classifyWith(unpacked)).isEqualTo(expected);
            assertThat(classifyWith(packed)).isEqualTo(expected);
            assertThat(classifyWith(packed)).isEqualTo(expected);
        }
        assertThat(cache).isDirectoryContaining("glob:**/model-*");
    }

    @Test
    void runsThePackedGraphWithTheWeightsOfTheOtherFile() throws IOException {
        int labelCount = ModelConfig.read(model).labels().size();
        new PackedTestGraph()
                .metadata("emotions4j.batches", "true")
                .weightsIn(ModelFiles.QUANTIZED_GRAPH, 5, labelCount)
                .write(model.resolve(ModelFiles.PACKED_QUANTIZED_GRAPH));
        byte[] weights =
                Arrays.copyOfRange(Files.readAllBytes(model.resolve(ModelFiles.QUANTIZED_GRAPH)), 5, 5 + labelCount);
        try (URLClassLoader unpacked = classPath(classes);
                URLClassLoader packed = classPath(jar())) {
            Scores expected = classifyWith(unpacked);
            assertThat(classifyWith(packed)).isEqualTo(expected);
            assertThat(expected.toArray()).containsExactly(scoresOfTheFirstToken(weights), within(1e-6f));
            Path graph = EmbeddedModel.find(packed).graphFile();
            assertThat(graph.startsWith(cache)).isTrue();
            assertThat(graph).hasFileName(ModelFiles.PACKED_QUANTIZED_GRAPH);
            assertThat(graph.resolveSibling(ModelFiles.QUANTIZED_GRAPH))
                    .hasSameBinaryContentAs(model.resolve(ModelFiles.QUANTIZED_GRAPH));
            assertThat(EmbeddedModel.find(packed).fileNames()).doesNotContain(ModelFiles.PACKED_QUANTIZED_GRAPH);
        }
    }

    /** What the graph computes: the id of {@code [CLS]} times a label's weight. */
    private float[] scoresOfTheFirstToken(byte[] weights) throws IOException {
        int first;
        try (TextTokenizer tokenizer = TextTokenizer.load(model.resolve(ModelFiles.TOKENIZER))) {
            first = tokenizer.encode("").toArray()[0];
        }
        float[] scores = new float[weights.length];
        for (int label = 0; label < weights.length; label++) {
            scores[label] = (float) (1 / (1 + Math.exp(-first * weights[label])));
        }
        return scores;
    }

    @Test
    void copiesItsFilesAsAModelFolder(@TempDir Path temporary) throws IOException {
        Path copy = temporary.resolve("a").resolve("copy");
        try (URLClassLoader packed = classPath(jar())) {
            EmbeddedModel.find(packed).copyTo(copy);
        }

        assertThat(copy.resolve(ModelFiles.QUANTIZED_GRAPH))
                .hasSameBinaryContentAs(model.resolve(ModelFiles.QUANTIZED_GRAPH));
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(copy)) {
            assertThat(classifier.thresholds().value(0)).isEqualTo(0.25);
        }
    }

    @Test
    void opensEachOfItsFiles() throws IOException {
        try (URLClassLoader loader = classPath(classes)) {
            EmbeddedModel embedded = EmbeddedModel.find(loader);
            assertThat(embedded.fileNames())
                    .containsExactly(
                            "config.json",
                            "tokenizer.json",
                            "tokenizer_config.json",
                            "thresholds.json",
                            "model_quantized.onnx",
                            "README.md");
            try (InputStream card = embedded.open("README.md")) {
                assertThat(card).hasContent("# Card");
            }
            assertThatThrownBy(() -> embedded.open("model.onnx"))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("the embedded model has no model.onnx, expected one of [config.json");
        }
    }

    @Test
    void saysWhichArtifactBringsTheModelWhenThereIsNone(@TempDir Path empty) throws IOException {
        try (URLClassLoader loader = classPath(empty)) {
            assertThatThrownBy(() -> EmbeddedModel.find(loader))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no embedded model on the class path")
                    .hasMessageContaining("io.github.emotions4j:emotions4j-model");
        }
    }

    @Test
    void saysWhatIsDamaged() throws IOException {
        Files.writeString(model.resolve(ModelFiles.TOKENIZER), "{}");
        try (URLClassLoader loader = classPath(classes)) {
            assertThatThrownBy(() -> classifyWith(loader))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("no valid tokenizer in the embedded model's tokenizer.json");
        }
        Files.delete(model.resolve(ModelFiles.THRESHOLDS));
        try (URLClassLoader loader = classPath(classes)) {
            assertThatThrownBy(() -> classifyWith(loader))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("the embedded model has no thresholds.json");
        }
    }

    @Test
    void hasNoFp32Graph() throws IOException {
        OnnxOptions fp32 = OnnxOptions.builder().precision(GraphPrecision.FP32).build();
        try (URLClassLoader loader = classPath(classes)) {
            EmbeddedModel embedded = EmbeddedModel.find(loader);
            assertThatThrownBy(() -> OnnxEmotionClassifier.embedded(embedded, fp32))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("the embedded model has no graph in precision fp32, expected int8");
        }
    }

    private static Scores classifyWith(ClassLoader classPath) throws IOException {
        EmbeddedModel embedded = EmbeddedModel.find(classPath);
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.embedded(embedded, OnnxOptions.defaults())) {
            return classifier.classify("I love this");
        }
    }

    private static URLClassLoader classPath(Path root) throws IOException {
        return new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
    }

    private Path jar() throws IOException {
        Path jar = classes.resolveSibling("model.jar");
        try (OutputStream output = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(output);
                DirectoryStream<Path> files = Files.newDirectoryStream(model)) {
            for (Path file : files) {
                entries.putNextEntry(new JarEntry(ROOT + file.getFileName()));
                Files.copy(file, entries);
            }
        }
        return jar;
    }
}
