package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScoresSpliteratorTest {

    /** Steps run when the test asks, the newest first: the worst order. */
    private final Deque<Runnable> postponed = new ArrayDeque<>();

    @Test
    void neverHoldsMoreTextsThanTheReadAheadAllows() {
        AtomicInteger pulled = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Stream<String> texts = Stream.generate(() -> Integer.toString(pulled.getAndIncrement()));
        ScoresSpliterator<?> scores = scores(texts.iterator(), UnaryOperator.identity(), postponed::push, 5);

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
        ScoresSpliterator<?> scores = scores(texts.iterator(), UnaryOperator.identity(), postponed::push, 1000, 20);

        for (int i = 0; i < 100; i++) {
            scores.tryAdvance(score -> taken.incrementAndGet());
            // Seven characters each: the third passes the bound of 20.
            assertThat(pulled.get() - taken.get()).isLessThanOrEqualTo(3);
        }
        assertThat(taken).hasValue(100);
    }

    @Test
    @Timeout(60)
    void shortTextsGoOnWhileALongOneBeforeThemIsRead() {
        CountDownLatch behind = new CountDownLatch(1000);
        Stream<String> texts = Stream.concat(Stream.of("0".repeat(100_000)), Stream.generate(() -> "1"));
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(
                        new Numbers(text -> {
                            if (text.length() > 1) {
                                Latches.await(behind);
                            } else {
                                behind.countDown();
                            }
                            return "1";
                        }),
                        2);
                ScoresSpliterator<?> scores = scheduler.classifyStream(texts.iterator())) {
            assertThat(StreamSupport.stream(scores, false).limit(2000)).hasSize(2000);
        }
    }

    @Test
    @Timeout(60)
    void givesScoresInOrderWhenTheLastTextsAreDoneFirst() {
        List<String> texts = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
        List<CountDownLatch> done =
                texts.stream().map(text -> new CountDownLatch(1)).toList();
        Numbers nextFirst = new Numbers(text -> {
            int number = Integer.parseInt(text);
            if (number % 2 == 0) {
                Latches.await(done.get(number + 1));
            }
            done.get(number).countDown();
            return text;
        });
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(nextFirst, 2)) {
            ScoresSpliterator<?> scores = scheduler.classifyStream(texts.iterator());

            assertThat(StreamSupport.stream(scores, false).map(each -> Math.round(each.score(0) * 200)))
                    .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
        }
    }

    @Test
    void scoresThatAreReadyDoNotWaitForTheNextText() {
        AtomicInteger pulled = new AtomicInteger();
        Stream<String> texts = Stream.generate(() -> Integer.toString(pulled.incrementAndGet()));
        ScoresSpliterator<?> scores = scores(texts.iterator(), UnaryOperator.identity(), Runnable::run, 5);

        for (int taken = 1; taken <= 10; taken++) {
            scores.tryAdvance(each -> {});
            assertThat(pulled).hasValue(taken);
        }
    }

    @Test
    void theReaderClassifiesATextThatNoWorkerStarts() {
        ScoresSpliterator<?> scores = scores(List.of("1", "2").iterator(), UnaryOperator.identity(), task -> {}, 5);

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
        ScoresSpliterator<?> scores = scores(texts.iterator(), UnaryOperator.identity(), postponed::push, 5);

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
                    return text;
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

    @Test
    void goesOnWithTheTextsBehindAFailure() {
        ScoresSpliterator<?> scores =
                scores(List.of("0", "bad", "2", "3").iterator(), UnaryOperator.identity(), postponed::push, 2);
        List<Scores> taken = new ArrayList<>();
        scores.tryAdvance(taken::add);
        assertThatThrownBy(() -> scores.tryAdvance(taken::add)).isInstanceOf(NumberFormatException.class);

        scores.forEachRemaining(taken::add);

        assertThat(taken).hasSize(2);
    }

    private static ScoresSpliterator<?> scores(
            Iterator<String> texts, UnaryOperator<String> each, Executor workers, int maxTextsAhead) {
        return scores(texts, each, workers, maxTextsAhead, Long.MAX_VALUE);
    }

    private static ScoresSpliterator<?> scores(
            Iterator<String> texts,
            UnaryOperator<String> each,
            Executor workers,
            int maxTextsAhead,
            long maxCharactersAhead) {
        Numbers inference = new Numbers(each);
        return new ScoresSpliterator<>(
                texts,
                inference,
                new StepScheduler<>(inference, workers, 2),
                new ReadAhead(maxTextsAhead, maxCharactersAhead, 1));
    }

    /** Scores a text by the number that a function returns, in hundredths: the pooling of the fake halves it. */
    private static final class Numbers extends FakeInference {

        private final UnaryOperator<String> number;

        Numbers(UnaryOperator<String> number) {
            super(BatchLimits.ONE_BY_ONE, Integer.MAX_VALUE);
            this.number = number;
        }

        @Override
        float logit(Window<String> window) {
            return Integer.parseInt(number.apply(window.text())) % 100 / 100f;
        }
    }
}
