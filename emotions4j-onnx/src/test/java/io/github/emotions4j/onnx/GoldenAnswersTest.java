package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenAnswersTest {

    /** fp32 kernels of two runtimes add in another order; on these models that moves a logit by less than 1e-6. */
    private static final float TOLERANCE = 1e-5f;

    @TempDir
    Path folder;

    @Test
    void logitsOfTheGraphAreThoseOfTransformers() {
        assertLogits(Fixtures.tinyBert(folder), Fixtures.tinyBertGolden());
    }

    @Test
    void scoresAreThoseOfTheTransformersPipeline() throws IOException {
        assertScores(Fixtures.tinyBert(folder), Fixtures.tinyBertGolden());
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "BERT_CASED", "ROBERTA", "DISTILBERT"})
    void logitsOfOptimumsGraphsAreThoseOfTransformers(TinyModel model) {
        assertLogits(model.copyTo(folder, ModelPart.GRAPH), model.golden());
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "BERT_CASED", "ROBERTA", "DISTILBERT"})
    void scoresOfOptimumsGraphsAreThoseOfTheTransformersPipeline(TinyModel model) throws IOException {
        assertScores(model.copyTo(folder.resolve("json"), ModelPart.TOKENIZER, ModelPart.GRAPH), whole(model.golden()));
        assertScores(
                model.copyTo(folder.resolve("vocabulary"), ModelPart.VOCABULARY, ModelPart.GRAPH),
                whole(model.golden()));
    }

    private static void assertLogits(Path place, List<GoldenText> golden) {
        try (OnnxGraph graph = OnnxGraph.load(place.resolve(ModelFiles.GRAPH))) {
            for (GoldenText text : golden) {
                assertThat(graph.logits(ids(text)))
                        .as(text.toString())
                        .containsExactly(text.logits(), within(TOLERANCE));
            }
        }
    }

    private static void assertScores(Path place, List<GoldenText> golden) throws IOException {
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(place)) {
            for (GoldenText text : golden) {
                Scores scores = classifier.classify(text.text());
                assertThat(scores.windows()).isEqualTo(1);
                for (int label = 0; label < text.scores().length; label++) {
                    assertThat((double) scores.score(label))
                            .as(text + " " + scores.labels().name(label))
                            .isCloseTo(text.scores()[label], within((double) TOLERANCE));
                }
            }
        }
    }

    private static List<GoldenText> whole(List<GoldenText> golden) {
        List<GoldenText> whole =
                golden.stream().filter(text -> !text.truncated()).toList();
        assertThat(whole).hasSizeGreaterThan(40).anyMatch(text -> text.text().isEmpty());
        return whole;
    }

    private static int[] ids(GoldenText text) {
        return LongStream.of(text.truncatedIds()).mapToInt(Math::toIntExact).toArray();
    }
}
