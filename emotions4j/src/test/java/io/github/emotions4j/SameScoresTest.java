package io.github.emotions4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.SampleComments;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same text has the same scores, bit by bit, on some of the comments of GoEmotions' test split. */
class SameScoresTest {

    @Test
    void inInt8() throws IOException {
        texts(36)
                .assertSameBits(workers -> OnnxEmotionClassifier.embedded(
                        OnnxOptions.builder().workers(workers).build()));
    }

    @Test
    void inFp32(@TempDir Path folder) throws IOException {
        SameTexts texts = texts(180);
        OnnxOptions options = SameTexts.fp32(folder);
        texts.assertSameBits(workers -> OnnxEmotionClassifier.load(
                folder, options.toBuilder().workers(workers).build()));
    }

    @Test
    void onSeveralThreadsInEachRun(@TempDir Path folder) throws IOException {
        List<String> comments = SampleComments.load();
        OnnxOptions twoThreads = OnnxOptions.builder().threadsPerText(2).build();
        OnnxOptions fp32 = SameTexts.fp32(folder);

        try (EmotionClassifier expected = EmotionClassifier.embedded();
                EmotionClassifier found = OnnxEmotionClassifier.embedded(twoThreads)) {
            assertThat(found.classify(comments)).isEqualTo(expected.classify(comments));
        }
        try (EmotionClassifier expected = OnnxEmotionClassifier.load(folder, fp32);
                EmotionClassifier found = OnnxEmotionClassifier.load(
                        folder, fp32.toBuilder().threadsPerText(2).build())) {
            List<String> some = comments.subList(0, 40);
            assertThat(found.classify(some)).isEqualTo(expected.classify(some));
        }
    }

    private static SameTexts texts(int step) throws IOException {
        Optional<SameTexts> texts = SameTexts.every(step);
        assumeThat(texts)
                .as("GoEmotions in ../shared/goemotions or where %s points", GoEmotions.FOLDER_VARIABLE)
                .isPresent();
        return texts.orElseThrow();
    }
}
