package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.EmotionClassifierContract;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.modelfolder.GraphPrecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmotionClassifierTest extends EmotionClassifierContract {

    private static final OnnxOptions FOUR_WORKERS =
            OnnxOptions.builder().workers(4).build();

    private static Path folder;

    @BeforeAll
    static void copyTheTinyModel(@TempDir Path temporary) {
        folder = Fixtures.tinyBert(temporary);
    }

    @Override
    protected EmotionClassifier open() {
        return load(FOUR_WORKERS);
    }

    @Test
    void scoresAreTheSameBitsAloneInAnyOrderAndOnAnyNumberOfWorkers() {
        List<String> texts = texts(400);
        Map<String, Scores> alone = new HashMap<>();
        try (OnnxEmotionClassifier one = load(OnnxOptions.builder().workers(1).build())) {
            texts.forEach(text -> alone.put(text, one.classify(text)));
        }
        for (int workers : new int[] {1, 2, 3, 8}) {
            Collections.shuffle(texts, new Random(workers));
            try (OnnxEmotionClassifier many =
                    load(OnnxOptions.builder().workers(workers).build())) {
                List<Scores> expected = texts.stream().map(alone::get).toList();
                assertThat(many.classify(texts)).isEqualTo(expected);
                assertThat(many.classify(texts.stream())).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void theKernelThatCannotSaturateGivesAnFp32GraphTheSameScores() {
        try (OnnxEmotionClassifier usual = load(FOUR_WORKERS);
                OnnxEmotionClassifier exact =
                        load(OnnxOptions.builder().exactInt8Kernel(true).build())) {
            assertThat(exact.classify("I love this")).isEqualTo(usual.classify("I love this"));
        }
    }

    @Test
    void saysWhatItRuns() {
        try (OnnxEmotionClassifier classifier = load(FOUR_WORKERS)) {
            assertThat(classifier.precision()).isEqualTo(GraphPrecision.FP32);
            assertThat(classifier.workers()).isEqualTo(4);
            assertThat(classifier.maxTokens()).isEqualTo(64);
        }
    }

    @Test
    void takesATextThatFillsAllPositions() {
        try (OnnxEmotionClassifier classifier = load(FOUR_WORKERS)) {
            assertThat(classifier.classify("a ".repeat(62)).toArray()).hasSize(28);
        }
    }

    @Test
    void aStreamGivesTheScoresBeforeATextThatFails() {
        List<Scores> taken = new ArrayList<>();
        try (OnnxEmotionClassifier classifier = load(FOUR_WORKERS);
                Stream<Scores> scores = classifier.classify(
                        Stream.of("a", "b", "c", "d").map(text -> text.equals("c") ? null : text))) {
            assertThatThrownBy(() -> scores.forEachOrdered(taken::add))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("text 2");
        }
        assertThat(taken).hasSize(2);
    }

    @Test
    void listenersAreToldOfRunsUntilTheyAreRemoved() {
        AtomicInteger texts = new AtomicInteger();
        BatchListener listener = batch -> texts.addAndGet(batch.texts());
        try (OnnxEmotionClassifier classifier = load(FOUR_WORKERS)) {
            classifier.addBatchListener(listener);
            classifier.classify("a text");
            assertThat(texts).hasValue(1);

            classifier.removeBatchListener(listener);
            classifier.classify("a text");
            assertThat(texts).hasValue(1);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void namesTheNullInAList() {
        try (OnnxEmotionClassifier classifier = load(FOUR_WORKERS)) {
            assertThatThrownBy(() -> classifier.classify(Arrays.asList("a", null)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("text 1");
        }
    }

    private static OnnxEmotionClassifier load(OnnxOptions options) {
        try {
            return OnnxEmotionClassifier.load(folder, options);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Texts of all lengths that the model takes, made of the words of the golden texts. */
    private static List<String> texts(int count) {
        List<String> golden = Fixtures.tinyBertGolden().stream()
                .map(GoldenText::text)
                .filter(text -> text.length() < 40)
                .toList();
        Random random = new Random(7);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String first = golden.get(random.nextInt(golden.size()));
            texts.add(first + " a".repeat(random.nextInt(20)));
        }
        return texts;
    }
}
