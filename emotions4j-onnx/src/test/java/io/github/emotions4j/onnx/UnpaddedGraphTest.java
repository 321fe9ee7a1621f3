package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph of an earlier version, which takes texts without padding, where no provider packs it. */
class UnpaddedGraphTest {

    @TempDir
    Path folder;

    @Test
    void runsTextsOneByOne() throws IOException {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.UNPADDED_GRAPH, ModelPart.TOKENIZER);
        List<GoldenText> golden = TinyModel.BERT_UNCASED.golden().stream()
                .filter(text -> !text.truncated())
                .toList();
        List<String> texts = golden.stream().map(GoldenText::text).toList();

        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            List<Scores> together = classifier.classify(texts);

            assertThat(classifier.graphFile()).isEqualTo(folder.resolve("model_quantized.onnx"));
            assertThat(classifier.activationTexts()).isEmpty();
            assertThat(together)
                    .isEqualTo(texts.stream().map(classifier::classify).toList());
            // INT8 against the fp32 of transformers; a wrong weight would move logits by their spread, 0.3 to 1.3.
            assertThat(IntStream.range(0, texts.size())
                            .mapToDouble(text -> meanDifference(together.get(text), golden.get(text)))
                            .average())
                    .hasValueCloseTo(0.0, within(0.05));
        }
    }

    private static double meanDifference(Scores found, GoldenText golden) {
        double[] expected = golden.scores();
        return IntStream.range(0, expected.length)
                .mapToDouble(label -> Math.abs(found.score(label) - expected[label]))
                .average()
                .orElseThrow();
    }
}
