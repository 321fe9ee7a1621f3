package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LengthBucketsTest {

    private static final Thresholds ONE_LABEL = Thresholds.constant(LabelSet.of("joy"), 0.5);

    private final List<List<String>> runs = Collections.synchronizedList(new ArrayList<>());

    /**
     * A token per letter, batches of three texts; a text with a question mark fails, one with an exclamation mark
     * fatally.
     */
    private class Letters implements BatchInference<String> {

        private final long nanosPerBatch;

        Letters() {
            this(0);
        }

        Letters(long nanosPerBatch) {
            this.nanosPerBatch = nanosPerBatch;
        }

        @Override
        public String tokenize(String text) {
            if (text.equals("unreadable")) {
                throw new IllegalArgumentException("no tokens for " + text);
            }
            return text;
        }

        @Override
        public int tokenCount(String text) {
            return text.length();
        }

        @Override
        public int bucket(String text) {
            return text.length();
        }

        @Override
        public int maxBatchTokens(int bucket) {
            return 3 * bucket;
        }

        @Override
        public List<Scores> classify(List<String> texts) {
            runs.add(texts);
            LockSupport.parkNanos(nanosPerBatch);
            if (texts.stream().anyMatch(text -> text.contains("!"))) {
                throw new StackOverflowError("found ! in " + texts);
            }
            if (texts.stream().anyMatch(text -> text.contains("?"))) {
                throw new IllegalStateException("found ? in " + texts);
            }
            return texts.stream()
                    .map(text -> Scores.of(ONE_LABEL, new float[] {text.charAt(0) / 1000f}))
                    .toList();
        }
    }

    private final LengthBuckets<String> waiting = new LengthBuckets<>(new Letters());

    private List<TextTask<String>> add(String... texts) {
        List<TextTask<String>> pending = new ArrayList<>();
        for (int index = 0; index < texts.length; index++) {
            pending.add(new TextTask<>(index, texts[index], new Letters()));
            waiting.add(pending.get(index));
        }
        return pending;
    }

    private void runAll() {
        runAll(waiting);
    }

    private static void runAll(LengthBuckets<?> buckets) {
        while (!buckets.isEmpty()) {
            buckets.tokenizeNext();
            buckets.runNextBatch();
        }
    }

    @Test
    void theOldestTextRunsWithTheOldestOtherTextsOfItsLength() {
        add("aa", "b", "cc", "dd", "e", "ff", "ggg");

        runAll();

        assertThat(runs).containsExactly(List.of("aa", "cc", "dd"), List.of("b", "e"), List.of("ff"), List.of("ggg"));
    }

    @Test
    void eachTextGetsItsOwnScores() throws Exception {
        List<TextTask<String>> pending = add("aa", "b", "cc");

        runAll();

        assertThat(pending.get(0).get().score(0)).isEqualTo('a' / 1000f);
        assertThat(pending.get(1).get().score(0)).isEqualTo('b' / 1000f);
        assertThat(pending.get(2).get().score(0)).isEqualTo('c' / 1000f);
    }

    @Test
    void aTextThatFailsTakesNoOtherWithIt() throws Exception {
        List<TextTask<String>> pending = add("aa", "b?", "cc", "unreadable");

        runAll();

        assertThat(pending.get(0).get().score(0)).isEqualTo('a' / 1000f);
        assertThat(pending.get(2).get().score(0)).isEqualTo('c' / 1000f);
        assertThatThrownBy(() -> pending.get(1).get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("found ? in [b?]");
        assertThatThrownBy(() -> pending.get(3).get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no tokens for unreadable");
    }

    @Test
    void aBatchTakesTextsWithinItsTokenBudget() {
        BatchInference<String> oneBucket = new Letters() {
            @Override
            public int bucket(String text) {
                return 0;
            }

            @Override
            public int maxBatchTokens(int bucket) {
                return 6;
            }
        };
        LengthBuckets<String> buckets = new LengthBuckets<>(oneBucket);
        List<String> texts = List.of("aaaaaaaa", "b", "cc", "ddd", "e");
        for (int index = 0; index < texts.size(); index++) {
            buckets.add(new TextTask<>(index, texts.get(index), oneBucket));
        }

        runAll(buckets);

        assertThat(runs).containsExactly(List.of("aaaaaaaa"), List.of("b", "cc", "ddd"), List.of("e"));
    }

    @Test
    void anErrorFailsItsBatchAndRunsNothingAgain() {
        List<TextTask<String>> pending = add("a!", "b", "cc", "d");
        waiting.tokenizeNext();

        assertThatThrownBy(waiting::runNextBatch).isInstanceOf(StackOverflowError.class);

        assertThat(runs).containsExactly(List.of("a!", "cc"));
        for (int index : new int[] {0, 2}) {
            assertThatThrownBy(() -> pending.get(index).get()).hasCauseInstanceOf(StackOverflowError.class);
        }
        assertThat(pending.get(1).isDone()).isFalse();
    }

    @Test
    void nothingRunsAfterClear() {
        List<TextTask<String>> pending = add("aa", "b");
        waiting.tokenizeNext();

        waiting.clear();
        runAll();

        assertThat(runs).isEmpty();
        assertThat(pending).noneMatch(TextTask::isDone);
    }

    @Test
    @Timeout(60)
    void workersBatchALargeJobAndKeepItsOrder() {
        List<String> texts = IntStream.range(0, 3000)
                .mapToObj(i -> Character.toString((char) ('a' + i % 26)).repeat(1 + i % 7))
                .toList();
        try (WorkerPool workers = new WorkerPool(3)) {
            ScoresSpliterator<String> scores = workers.classify(texts.iterator(), new Letters(200_000));

            assertThat(StreamSupport.stream(scores, false).map(each -> each.score(0)))
                    .containsExactlyElementsOf(
                            texts.stream().map(text -> text.charAt(0) / 1000f).toList());
        }
        assertThat(runs).hasSizeLessThan(texts.size() / 2);
        assertThat(runs)
                .allMatch(run -> run.stream().map(String::length).distinct().count() == 1);
    }

    @Test
    @Timeout(60)
    void aSingleWorkerIsTheOnlyThreadThatClassifies() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (WorkerPool workers = new WorkerPool(1)) {
            ScoresSpliterator<String> scores =
                    workers.classify(Collections.nCopies(5000, "1").iterator(), new UnbatchedInference(text -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        return Scores.of(ONE_LABEL, new float[] {0.5f});
                    }));

            assertThat(StreamSupport.stream(scores, false)).hasSize(5000);
        }
        assertThat(most).hasValue(1);
    }

    @Test
    @Timeout(60)
    void aSmallJobGoesOnBesideALargeOne() {
        try (WorkerPool workers = new WorkerPool(2)) {
            CountDownLatch small = new CountDownLatch(1);
            ScoresSpliterator<String> large =
                    workers.classify(Collections.nCopies(1000, "1").iterator(), new UnbatchedInference(text -> {
                        await(small);
                        return Scores.of(ONE_LABEL, new float[] {0.5f});
                    }));
            Thread reader = new Thread(() -> large.forEachRemaining(each -> {}));
            reader.start();

            ScoresSpliterator<String> beside =
                    workers.classify(List.of("a", "bb", "c").iterator(), new Letters());
            assertThat(StreamSupport.stream(beside, false)).hasSize(3);
            small.countDown();
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
    @Timeout(60)
    void theReaderRunsTheTextsThatAreLeftWhenTheWorkersAreClosed() {
        WorkerPool workers = new WorkerPool(2);
        workers.close();
        ScoresSpliterator<String> scores =
                workers.classify(List.of("a", "bb", "c").iterator(), new Letters());

        assertThat(StreamSupport.stream(scores, false)).hasSize(3);
    }
}
