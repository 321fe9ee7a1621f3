package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScoresSpliteratorTest {

    private static final Thresholds ONE_LABEL = Thresholds.constant(LabelSet.of("joy"), 0.5);

    /** Steps run when the test asks, the newest first: the worst order. */
    private final Deque<Runnable> postponed = new ArrayDeque<>();

    @Test
    void neverHoldsMoreTextsThanTheReadAheadAllows() {
        AtomicInteger pulled = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Stream<String> texts = Stream.generate(() -> Integer.toString(pulled.getAndIncrement()));
        ScoresSpliterator<?> scores = scores(texts.iterator(), ScoresSpliteratorTest::score, postponed::push, 5);

        for (int i = 0; i < 100; i++) {
            scores.tryAdvance(score -> taken.incrementAndGet());
            assertThat(pulled.get() - taken.get()).isLessThanOrEqualTo(5);
        }
        assertThat(taken).hasValue(100);
    }

    @Test
    void holdsFewTextsWhereTheyAreLong() {
        AtomicInteger pulled = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Stream<String> texts = Stream.generate(() -> Integer.toString(1_000_000 + pulled.getAndIncrement()));
        ScoresSpliterator<?> scores = scores(texts.iterator(), ScoresSpliteratorTest::score, postponed::push, 1000, 20);

        for (int i = 0; i < 100; i++) {
            scores.tryAdvance(score -> taken.incrementAndGet());
            // Seven characters each: the third passes the bound of 20.
            assertThat(pulled.get() - taken.get()).isLessThanOrEqualTo(3);
        }
        assertThat(taken).hasValue(100);
    }

    @Test
    @Timeout(60)
    void shortTextsGoOnWhileALongOneBeforeThemIsRead() throws InterruptedException {
        CountDownLatch behind = new CountDownLatch(1000);
        try (WorkerPool workers = new WorkerPool(2)) {
            Stream<String> texts = Stream.concat(Stream.of("0".repeat(100_000)), Stream.generate(() -> "1"));
            ScoresSpliterator<?> scores = workers.classify(texts.iterator(), new UnbatchedInference(text -> {
                if (text.length() > 1) {
                    await(behind);
                } else {
                    behind.countDown();
                }
                return score("1");
            }));

            assertThat(StreamSupport.stream(scores, false).limit(2000)).hasSize(2000);
            scores.close();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("nobody interrupts this", interrupted);
        }
    }

    @Test
    void givesScoresInOrderWhenTheLastTextsAreDoneFirst() {
        List<String> texts = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        ScoresSpliterator<?> scores = scores(
                texts.iterator(),
                ScoresSpliteratorTest::score,
                task -> {
                    postponed.push(task);
                    if (postponed.size() == 5) {
                        postponed.forEach(Runnable::run);
                        postponed.clear();
                    }
                },
                5);

        assertThat(StreamSupport.stream(scores, false).map(each -> Math.round(each.score(0) * 100)))
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void scoresThatAreReadyDoNotWaitForTheNextText() {
        AtomicInteger pulled = new AtomicInteger();
        Stream<String> texts = Stream.generate(() -> Integer.toString(pulled.incrementAndGet()));
        ScoresSpliterator<?> scores = scores(texts.iterator(), ScoresSpliteratorTest::score, Runnable::run, 5);

        for (int taken = 1; taken <= 10; taken++) {
            scores.tryAdvance(each -> {});
            assertThat(pulled).hasValue(taken);
        }
    }

    @Test
    void theReaderClassifiesATextThatNoWorkerStarts() {
        ScoresSpliterator<?> scores = scores(List.of("1", "2").iterator(), ScoresSpliteratorTest::score, task -> {}, 5);

        assertThat(StreamSupport.stream(scores, false)).hasSize(2);
    }

    @Test
    void theSourcesOwnFailureComesAfterTheTextsBeforeIt() {
        Stream<String> texts = Stream.of("1", "2", "bad").peek(text -> {
            if (text.equals("bad")) {
                throw new UncheckedIOException(new IOException("line 3"));
            }
        });
        List<Scores> taken = new ArrayList<>();
        ScoresSpliterator<?> scores = scores(texts.iterator(), ScoresSpliteratorTest::score, postponed::push, 5);

        assertThatThrownBy(() -> scores.forEachRemaining(taken::add))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("line 3");
        assertThat(taken).hasSize(2);
    }

    @Test
    void dropsTheWaitingTextsWhenClosed() {
        AtomicInteger classified = new AtomicInteger();
        ScoresSpliterator<?> scores = scores(
                List.of("1", "2", "3").iterator(),
                text -> {
                    classified.incrementAndGet();
                    return score(text);
                },
                postponed::push,
                5);
        scores.tryAdvance(first -> {});

        scores.close();
        postponed.forEach(Runnable::run);

        assertThat(classified).hasValue(1);
    }

    @Test
    void passesOnTheErrorOfTheFirstTextThatFails() {
        ScoresSpliterator<?> scores = scores(
                List.of("0", "1", "2").iterator(),
                text -> {
                    throw new IllegalArgumentException("text " + text);
                },
                postponed::push,
                5);

        assertThatThrownBy(() -> scores.tryAdvance(each -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text 0");
    }

    private static ScoresSpliterator<?> scores(
            Iterator<String> texts, Function<String, Scores> each, Executor workers, int maxTextsAhead) {
        return scores(texts, each, workers, maxTextsAhead, Long.MAX_VALUE);
    }

    private static ScoresSpliterator<?> scores(
            Iterator<String> texts,
            Function<String, Scores> each,
            Executor workers,
            int maxTextsAhead,
            long maxCharactersAhead) {
        return new ScoresSpliterator<>(
                texts, new UnbatchedInference(each), workers, 2, maxTextsAhead, maxCharactersAhead);
    }

    private static Scores score(String text) {
        return Scores.of(ONE_LABEL, new float[] {Integer.parseInt(text) % 100 / 100f});
    }
}
