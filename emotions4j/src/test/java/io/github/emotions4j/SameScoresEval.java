package io.github.emotions4j;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.emotions4j.fixtures.GoEmotionsFolder;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The same text has the same scores, bit by bit, on all comments of GoEmotions' test split. */
class SameScoresEval {

    @Test
    void inInt8(TestReporter reporter) throws IOException {
        long comparisons = texts(1).assertSameBits(workers -> OnnxEmotionClassifier.embedded(
                OnnxOptions.builder().workers(workers).build()));
        reporter.publishEntry("comparisons in INT8", Long.toString(comparisons));
    }

    @Test
    void inFp32(@TempDir Path folder, TestReporter reporter) throws IOException {
        SameTexts texts = texts(1);
        OnnxOptions options = SameTexts.fp32(folder);
        long comparisons = texts.assertSameBits(workers -> OnnxEmotionClassifier.load(
                folder, options.toBuilder().workers(workers).build()));
        reporter.publishEntry("comparisons in fp32", Long.toString(comparisons));
    }

    private static SameTexts texts(int step) throws IOException {
        Optional<SameTexts> texts = SameTexts.every(step);
        assumeThat(texts)
                .as("GoEmotions in the folder that %s names", GoEmotionsFolder.VARIABLE)
                .isPresent();
        return texts.orElseThrow();
    }
}
