package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bulk jobs over texts of very different lengths, on the tiny model. */
@Timeout(120)
class ManyTextsTest {

    private static final String SHORT = "I love it!";
    private static final String HUGE = "So sad! I can't believe you did that. ".repeat(2700);

    private Path folder;

    @BeforeEach
    void copyTheTinyModel(@TempDir Path temporary) {
        folder = Fixtures.tinyBert(temporary);
    }

    private OnnxEmotionClassifier load(int workers) throws IOException {
        return OnnxEmotionClassifier.load(
                folder, OnnxOptions.builder().workers(workers).build());
    }

    @Test
    void aTextHasTheSameBitsAloneInListsAndInStreamsInEveryOrderOnAnyNumberOfWorkers() throws IOException {
        List<String> texts = texts();
        List<Scores> alone;
        try (OnnxEmotionClassifier classifier = load(1)) {
            alone = texts.stream().map(classifier::classify).toList();
        }
        for (int workers : new int[] {1, 2, 5}) {
            try (OnnxEmotionClassifier classifier = load(workers)) {
                for (List<Integer> order : orders(texts.size())) {
                    List<String> ordered = order.stream().map(texts::get).toList();
                    List<Scores> expected = order.stream().map(alone::get).toList();
                    assertThat(classifier.classify(ordered)).isEqualTo(expected);
                    try (Stream<Scores> scores = classifier.classify(ordered.stream())) {
                        assertThat(scores).containsExactlyElementsOf(expected);
                    }
                }
            }
        }
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int count = 0; count < 40; count++) {
            texts.add((SHORT + " ").repeat(count) + count);
        }
        texts.add("");
        texts.add(HUGE.substring(0, 3000));
        return texts;
    }

    private static List<List<Integer>> orders(int count) {
        List<Integer> given = IntStream.range(0, count).boxed().toList();
        List<Integer> reversed = new ArrayList<>(given);
        Collections.reverse(reversed);
        List<Integer> shuffled = new ArrayList<>(given);
        Collections.shuffle(shuffled, new Random(7));
        return List.of(given, reversed, shuffled);
    }

    @Test
    void identicalAndEmptyTextsWithHugeOnesAmongThemNeedNoMoreMemoryThanSomeAreHeld() throws IOException {
        int count = 20_000;
        AtomicLong pulledCharacters = new AtomicLong();
        long mostAhead = 0;
        Stream<String> texts = IntStream.range(0, count)
                .mapToObj(ManyTextsTest::text)
                .peek(text -> pulledCharacters.addAndGet(text.length()));
        long takenCharacters = 0;
        try (OnnxEmotionClassifier classifier = load(2)) {
            Scores shortScores = classifier.classify(SHORT);
            Scores emptyScores = classifier.classify("");
            try (Stream<Scores> stream = classifier.classify(texts)) {
                Iterator<Scores> scores = stream.iterator();
                for (int index = 0; index < count; index++) {
                    Scores found = scores.next();
                    mostAhead = Math.max(mostAhead, pulledCharacters.get() - takenCharacters);
                    takenCharacters += text(index).length();
                    if (!isHuge(index)) {
                        assertThat(found).isEqualTo(index % 2 == 0 ? shortScores : emptyScores);
                    } else {
                        assertThat(found.windows()).isGreaterThan(100);
                    }
                }
                assertThat(scores.hasNext()).isFalse();
            }
        }
        // Two workers' share of characters, and the text that passed it.
        assertThat(mostAhead).isBetween(HUGE.length() + 1000L, (2L << 18) + 2L * HUGE.length());
    }

    private static boolean isHuge(int index) {
        return index % 4000 == 1999;
    }

    private static String text(int index) {
        if (isHuge(index)) {
            return HUGE;
        }
        return index % 2 == 0 ? SHORT : "";
    }
}
