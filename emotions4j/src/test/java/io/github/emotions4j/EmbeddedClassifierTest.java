package io.github.emotions4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.SaturationCheck;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.EmbeddedModel;
import io.github.emotions4j.onnx.OnnxGraph;
import io.github.emotions4j.onnx.OnnxOptions;
import io.github.emotions4j.tokenizer.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that travels inside the library. */
class EmbeddedClassifierTest {

    private static final long MAX_BYTES = 35_000_000;

    private static final List<String> TEXTS = List.of(
            "",
            "I am not having a great day",
            "Thank you so much, I love it!",
            "I'm really sorry about your situation :(",
            "What? How is that even possible?",
            "This is the worst service I have ever had. Never again.",
            "lol that made my day \uD83D\uDE02",
            "MY CAT DIED YESTERDAY AND I CANNOT STOP CRYING",
            "The meeting starts at nine.",
            "\u6211\u5F88\u9AD8\u5174 caf\u00e9 na\u00efve \u200D\uD83D\uDC69\u200D\uD83D\uDE80",
            "word ".repeat(200));

    @TempDir
    static Path folder;

    @BeforeAll
    static void copyTheModel() throws IOException {
        EmbeddedModel.find().copyTo(folder);
    }

    private static Path graph() {
        return folder.resolve("model_quantized.onnx");
    }

    @Test
    void answersThroughThisOneDependency() {
        try (EmotionClassifier classifier = EmotionClassifier.embedded()) {
            assertThat(classifier.labels().size()).isEqualTo(28);
            Scores thanks = classifier.classify("Thank you so much, I love it!");
            assertThat(thanks.emotions()).extracting("label").contains("gratitude", "love");
            Scores badDay = classifier.classify("I am not having a great day");
            assertThat(badDay.emotions()).extracting("label").contains("disappointment");
        }
    }

    @Test
    void itsFilesTakeAtMost35Megabytes() throws IOException {
        long bytes = 0;
        for (String name : EmbeddedModel.find().fileNames()) {
            bytes += Files.size(folder.resolve(name));
        }
        assertThat(bytes).isBetween(1_000_000L, MAX_BYTES);
    }

    @Test
    void noWeightCanSaturateOnAnyCpu() throws IOException {
        // 12 layers of 6 matrices, the pooler and the classifier
        assertThat(SaturationCheck.requireSafe(graph())).hasSize(12 * 6 + 2);
    }

    @Test
    void logitsAreTheSameBitsWithTheExactKernel() throws IOException {
        OnnxOptions fast = OnnxOptions.defaults();
        OnnxOptions exact = fast.toBuilder().exactInt8Kernel(true).build();
        try (TextTokenizer tokenizer = TextTokenizer.load(folder.resolve("tokenizer.json"));
                OnnxGraph fastGraph = OnnxGraph.load(graph(), fast);
                OnnxGraph exactGraph = OnnxGraph.load(graph(), exact)) {
            for (String text : TEXTS) {
                int[] tokenIds = tokenizer.encode(text).toArray();
                assertThat(fastGraph.logits(tokenIds)).as(text).containsExactly(exactGraph.logits(tokenIds));
            }
        }
    }

    @Test
    void aTextScoresTheSameAloneAndAmongOthersInAnyOrder() {
        List<String> shuffled = new ArrayList<>(TEXTS);
        Collections.shuffle(shuffled, new Random(3));
        try (EmotionClassifier classifier = EmotionClassifier.embedded()) {
            List<Scores> together = classifier.classify(TEXTS);
            List<Scores> otherOrder = classifier.classify(shuffled);
            for (int i = 0; i < TEXTS.size(); i++) {
                assertThat(together.get(i)).isEqualTo(classifier.classify(TEXTS.get(i)));
                assertThat(together.get(i)).isEqualTo(otherOrder.get(shuffled.indexOf(TEXTS.get(i))));
            }
        }
    }

    @Test
    void itsThresholdsWereChosenOnDev() throws IOException {
        ThresholdsFile thresholds = ThresholdsFile.read(folder.resolve("thresholds.json"));
        assertThat(thresholds.split()).isEqualTo("dev");
        assertThat(thresholds.dataSha256())
                .isEqualTo("575489c079c9de1097062a01738f998590d6b7ead66dd1c9fd1d2ba01fd8bc62");
        assertThat(thresholds.entries()).hasSize(28);
    }

    @Test
    void itIsAStandardFolderThatLoadsByPath() throws IOException {
        OnnxOptions int8 = OnnxOptions.builder().precision(GraphPrecision.INT8).build();
        try (EmotionClassifier embedded = EmotionClassifier.embedded();
                EmotionClassifier loaded = io.github.emotions4j.onnx.OnnxEmotionClassifier.load(folder, int8)) {
            assertThat(loaded.classify(TEXTS)).isEqualTo(embedded.classify(TEXTS));
        }
    }
}
