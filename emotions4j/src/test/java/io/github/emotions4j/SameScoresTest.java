package io.github.emotions4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.emotions4j.core.internal.SampleComments;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxGraph;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same text has the same scores, bit by bit, on some of the comments of GoEmotions' test split. */
class SameScoresTest {

    @Test
    void inInt8() throws IOException {
        texts(108)
                .assertSameBits(workers -> OnnxEmotionClassifier.embedded(
                        OnnxOptions.builder().workers(workers).build()));
    }

    @Test
    void inFp32(@TempDir Path folder) throws IOException {
        SameTexts texts = texts(250);
        OnnxOptions options = SameTexts.fp32(folder);
        texts.assertSameBits(workers -> OnnxEmotionClassifier.load(
                folder, options.toBuilder().workers(workers).build()));
    }

    @Test
    void onSeveralThreadsInEachRun(@TempDir Path folder) throws IOException {
        OnnxOptions options = SameTexts.fp32(folder);
        try (OnnxEmotionClassifier int8 = OnnxEmotionClassifier.embedded(OnnxOptions.defaults());
                OnnxEmotionClassifier fp32 = OnnxEmotionClassifier.load(folder, options)) {
            assertSameBits(int8, SampleComments.load());
            assertSameBits(fp32, SampleComments.load().subList(0, 40));
        }
    }

    /** A single text has several threads where they are faster, a list has one for each run. */
    private static void assertSameBits(OnnxEmotionClassifier classifier, List<String> comments) {
        try (OnnxGraph one = graph(classifier, 1);
                OnnxGraph several = graph(classifier, 3)) {
            for (int length = 1; length <= 64; length++) {
                int[] tokenIds =
                        IntStream.range(0, length).map(i -> 1000 + 31 * i).toArray();
                assertThat(several.logits(tokenIds)).isEqualTo(one.logits(tokenIds));
            }
        }
        assertThat(comments.stream().map(text -> classifier.classify(text)).toList())
                .isEqualTo(classifier.classify(comments));
    }

    private static OnnxGraph graph(OnnxEmotionClassifier classifier, int threads) {
        return OnnxGraph.load(
                classifier.graphFile(),
                OnnxOptions.builder().threadsPerText(threads).build());
    }

    private static SameTexts texts(int step) throws IOException {
        Optional<SameTexts> texts = SameTexts.every(step);
        assumeThat(texts)
                .as("GoEmotions in the folder that %s names", GoEmotionsFolder.VARIABLE)
                .isPresent();
        return texts.orElseThrow();
    }
}
