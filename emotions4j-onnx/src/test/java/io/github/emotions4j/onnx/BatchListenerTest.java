package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchListenerTest {

    private static final String SHORT = "I love it!";
    private static final String LONG = "So sad! I can't believe you did that. ".repeat(50);

    private final List<BatchStatistics> batches = new CopyOnWriteArrayList<>();
    private Path folder;

    @BeforeEach
    void copyTheTinyModel(@TempDir Path temporary) {
        folder = Fixtures.tinyBert(temporary);
    }

    private OnnxEmotionClassifier load() throws IOException {
        return OnnxEmotionClassifier.load(
                folder, OnnxOptions.builder().workers(1).build());
    }

    @Test
    void aSingleTextIsABatchThatDidNotWait() throws IOException {
        try (OnnxEmotionClassifier classifier = load()) {
            classifier.addBatchListener(batches::add);

            classifier.classify(SHORT);

            assertThat(batches).hasSize(1);
            assertThat(batches.get(0).texts()).isEqualTo(1);
            assertThat(batches.get(0).tokens()).isEqualTo(classifier.tokenCount(SHORT));
            assertThat(batches.get(0).waited()).isZero();
            assertThat(batches.get(0).ran()).isPositive();
        }
    }

    @Test
    void batchesOfAListHaveAllItsTextsAndTokens() throws IOException {
        List<String> texts = Collections.nCopies(20, SHORT);
        try (OnnxEmotionClassifier classifier = load()) {
            classifier.classify(texts);
            classifier.addBatchListener(batches::add);

            classifier.classify(texts);

            assertThat(batches.stream().mapToInt(BatchStatistics::texts).sum()).isEqualTo(20);
            assertThat(batches.stream().mapToLong(BatchStatistics::tokens).sum())
                    .isEqualTo(20L * classifier.tokenCount(SHORT));
            assertThat(batches).allMatch(batch -> batch.waited().compareTo(Duration.ZERO) > 0);
        }
    }

    @Test
    void aFailingListenerHarmsNeitherResultsNorOtherListeners() throws IOException {
        List<String> texts = List.of(SHORT, LONG);
        try (OnnxEmotionClassifier classifier = load()) {
            Scores alone = classifier.classify(SHORT);
            List<Scores> listed = classifier.classify(texts);
            classifier.addBatchListener(batch -> {
                throw new IllegalStateException("the listener fails");
            });
            classifier.addBatchListener(batches::add);

            assertThat(classifier.classify(SHORT)).isEqualTo(alone);
            assertThat(classifier.classify(texts)).isEqualTo(listed);
            assertThat(batches).isNotEmpty();
        }
    }

    @Test
    void tokensInOverlapsOfWindowsCountOnce() throws IOException {
        try (OnnxEmotionClassifier classifier = load()) {
            classifier.addBatchListener(batches::add);

            classifier.classify(LONG);

            assertThat(batches.stream().mapToInt(BatchStatistics::texts).sum()).isGreaterThan(1);
            assertThat(classifier.tokenCount(LONG))
                    .isGreaterThan(classifier.maxTokens())
                    .isLessThan((int)
                            batches.stream().mapToLong(BatchStatistics::tokens).sum());
        }
    }

    @Test
    void aClosedClassifierCountsNoTokens() throws IOException {
        OnnxEmotionClassifier classifier = load();
        classifier.close();

        assertThatThrownBy(() -> classifier.tokenCount(SHORT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
