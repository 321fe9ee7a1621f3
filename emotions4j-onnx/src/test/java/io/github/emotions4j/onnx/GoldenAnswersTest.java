package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenAnswersTest {

    /** fp32 kernels of two runtimes add in another order; on this model that moves a logit by less than 1e-6. */
    private static final float TOLERANCE = 1e-5f;

    private Path folder;
    private List<GoldenText> golden;

    @BeforeEach
    void copyTheTinyModel(@TempDir Path temporary) {
        folder = Fixtures.tinyBert(temporary);
        golden = Fixtures.tinyBertGolden();
    }

    @Test
    void logitsOfTheGraphAreThoseOfTransformers() {
        try (OnnxGraph graph = OnnxGraph.load(folder.resolve(ModelFiles.GRAPH))) {
            for (GoldenText text : golden) {
                int[] tokenIds = LongStream.of(text.inputIds())
                        .mapToInt(Math::toIntExact)
                        .toArray();
                assertThat(graph.logits(tokenIds))
                        .as(text.toString())
                        .containsExactly(text.logits(), within(TOLERANCE));
            }
        }
    }

    @Test
    void scoresAreThoseOfTheTransformersPipeline() throws IOException {
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            for (GoldenText text : golden) {
                Scores scores = classifier.classify(text.text());
                for (int label = 0; label < text.scores().length; label++) {
                    assertThat((double) scores.score(label))
                            .as(text + " " + scores.labels().name(label))
                            .isCloseTo(text.scores()[label], within((double) TOLERANCE));
                }
            }
        }
    }
}
