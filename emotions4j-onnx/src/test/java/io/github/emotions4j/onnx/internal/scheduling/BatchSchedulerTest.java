package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists and streams on real threads. */
@Timeout(60)
class BatchSchedulerTest {

    private static final BatchLimits LIMITS = new BatchLimits(384, 512, 1024);
    private static final int WINDOW = 64;

    private final List<List<Window<String>>> runs = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    /** Takes its time, records its runs; fails at a question mark, fatally at an exclamation mark. */
    private class Recorded extends FakeInference {

        private final long nanosPerBatch;

        Recorded(BatchLimits limits, long nanosPerBatch) {
            super(limits, WINDOW);
            this.nanosPerBatch = nanosPerBatch;
        }

        @Override
        public String tokenize(String text) {
            if (text.equals("unreadable")) {
                throw new IllegalArgumentException("no tokens for " + text);
            }
            return super.tokenize(text);
        }

        @Override
        public List<float[]> logits(List<Window<String>> batch) {
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            runs.add(batch);
            if (nanosPerBatch > 0) {
                LockSupport.parkNanos(nanosPerBatch);
            }
            inside.decrementAndGet();
            return super.logits(batch);
        }

        @Override
        float logit(Window<String> window) {
            if (window.text().contains("!")) {
                throw new StackOverflowError("found ! in " + window.text());
            }
            if (window.text().contains("?")) {
                throw new IllegalStateException("found ? in " + window.text());
            }
            return super.logit(window);
        }
    }

    private static List<String> texts(int count, int maxLength) {
        Random random = new Random(count);
        return IntStream.range(0, count)
                .mapToObj(i -> i + "-" + "x".repeat(random.nextInt(maxLength)))
                .toList();
    }

    private static List<Scores> alone(List<String> texts) {
        FakeInference inference = new FakeInference(LIMITS, WINDOW);
        return texts.stream().map(inference::classifyAlone).toList();
    }

    private static List<Scores> read(ScoresSpliterator<?> scores) {
        List<Scores> taken = new ArrayList<>();
        scores.forEachRemaining(taken::add);
        return taken;
    }

    @Test
    void workersBatchALargeJobWithinTheLimitsAndKeepItsOrder() {
        List<String> texts = texts(3000, 150);
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(new Recorded(LIMITS, 200_000), 3)) {
            assertThat(read(scheduler.classifyList(texts.iterator()))).isEqualTo(alone(texts));
            assertThat(read(scheduler.classifyStream(texts.iterator()))).isEqualTo(alone(texts));
        }
        assertThat(runs).hasSizeLessThan(3000);
        assertThat(mostInside).hasValueLessThanOrEqualTo(3);
        for (List<Window<String>> run : runs) {
            List<Integer> lengths = run.stream()
                    .map(window -> Math.min(window.text().length(), WINDOW))
                    .toList();
            int width = (Collections.max(lengths) + 3) / 4 * 4;
            assertThat(lengths.stream().mapToInt(length -> length).sum()).isLessThanOrEqualTo(384);
            assertThat(width * lengths.size()).isLessThanOrEqualTo(512);
        }
    }

    @Test
    void textsOfNearLengthsShareABatch() {
        List<String> texts = texts(2000, 60);
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(new Recorded(LIMITS, 200_000), 2)) {
            read(scheduler.classifyList(texts.iterator()));
        }
        double used = 0;
        double padded = 0;
        for (List<Window<String>> run : runs) {
            int longest = run.stream()
                    .mapToInt(window -> window.text().length())
                    .max()
                    .orElseThrow();
            padded += longest * run.size();
            used += run.stream().mapToInt(window -> window.text().length()).sum();
        }
        assertThat(used / padded).isGreaterThan(0.8);
    }

    @Test
    void aSingleWorkerIsTheOnlyThreadThatClassifies() {
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(new Recorded(BatchLimits.ONE_BY_ONE, 0), 1)) {
            assertThat(read(scheduler.classifyList(
                            Collections.nCopies(5000, "1").iterator())))
                    .hasSize(5000);
            assertThat(read(scheduler.classifyStream(
                            Collections.nCopies(5000, "1").iterator())))
                    .hasSize(5000);
        }
        assertThat(mostInside).hasValue(1);
    }

    @Test
    void aShortListIsSharedByTheWorkers() {
        CountDownLatch both = new CountDownLatch(2);
        Recorded meeting = new Recorded(LIMITS, 0) {
            @Override
            public List<float[]> logits(List<Window<String>> batch) {
                both.countDown();
                Latches.await(both);
                return super.logits(batch);
            }
        };
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(meeting, 2)) {
            read(scheduler.classifyList(Collections.nCopies(8, "x".repeat(20)).iterator()));
        }
        assertThat(runs).extracting(List::size).containsExactly(4, 4);
    }

    @Test
    void aTextThatFailsTakesNoOtherWithIt() {
        List<String> texts = List.of("aa", "bb", "b?", "cc", "unreadable", "dd");
        Recorded inference = new Recorded(LIMITS, 0);
        List<TextTask<String>> tasks = runInThisThread(inference, texts);

        assertThat(runs.get(0)).hasSize(5);
        assertThatThrownBy(() -> tasks.get(2).await()).hasMessage("found ? in b?");
        assertThatThrownBy(() -> tasks.get(4).await()).hasMessage("no tokens for unreadable");
        for (int index : new int[] {0, 1, 3, 5}) {
            assertThat(await(tasks.get(index))).isEqualTo(inference.classifyAlone(texts.get(index)));
        }
    }

    private static List<TextTask<String>> runInThisThread(FakeInference inference, List<String> texts) {
        StepScheduler<String> steps = new StepScheduler<>(inference, Runnable::run, 1);
        Job job = Job.ofManyTexts();
        List<TextTask<String>> tasks = IntStream.range(0, texts.size())
                .mapToObj(index -> TextTask.of(job, index, texts.get(index), inference))
                .toList();
        tasks.forEach(steps::add);
        steps.startWorker();
        assertThat(tasks).allMatch(TextTask::isDone);
        return tasks;
    }

    private static Scores await(TextTask<String> task) {
        try {
            return task.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("nobody interrupts this", interrupted);
        }
    }

    @Test
    void anErrorFailsItsBatchAloneAndRunsNothingAgain() {
        Recorded inference = new Recorded(new BatchLimits(4, 8, 1024), 0);
        List<TextTask<String>> tasks = runInThisThread(inference, List.of("a!", "bb", "cc"));

        assertThat(runs).extracting(List::size).containsExactly(2, 1);
        assertThatThrownBy(() -> tasks.get(0).await()).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> tasks.get(1).await()).isInstanceOf(StackOverflowError.class);
        assertThat(await(tasks.get(2))).isEqualTo(inference.classifyAlone("cc"));
    }

    @Test
    void aSmallJobGoesOnBesideALargeOne() throws InterruptedException {
        CountDownLatch small = new CountDownLatch(1);
        AtomicInteger largeRuns = new AtomicInteger();
        FakeInference inference = new FakeInference(BatchLimits.ONE_BY_ONE, WINDOW) {
            @Override
            float logit(Window<String> window) {
                // One worker is busy with the large job; the other one must find the small job.
                if (window.text().equals("1") && largeRuns.incrementAndGet() == 1) {
                    Latches.await(small);
                }
                return super.logit(window);
            }
        };
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 2)) {
            Iterator<String> endless = Stream.generate(() -> "1").iterator();
            ScoresSpliterator<String> large = scheduler.classifyStream(endless);
            Thread reader = new Thread(() -> {
                try {
                    large.forEachRemaining(each -> {});
                } catch (CancellationException interrupted) {
                    large.close();
                }
            });
            reader.start();
            Latches.awaitTrue(() -> largeRuns.get() > 0);

            assertThat(read(scheduler.classifyList(List.of("a", "bb", "c").iterator())))
                    .isEqualTo(alone(List.of("a", "bb", "c")));
            small.countDown();
            reader.interrupt();
            reader.join();
        }
    }

    @Test
    void theReaderOfALargeJobLeavesTheOnlyPlaceToOthers() throws InterruptedException {
        try (BatchScheduler<String> scheduler =
                new BatchScheduler<>(new Recorded(new BatchLimits(8, 16, 1024), 10_000), 1)) {
            ScoresSpliterator<String> large =
                    scheduler.classifyStream(Stream.generate(() -> "1").iterator());
            Thread reader = new Thread(() -> assertThatThrownBy(() -> large.forEachRemaining(each -> {}))
                    .isInstanceOf(CancellationException.class));
            reader.start();
            Latches.awaitTrue(() -> runs.size() > 100);

            for (int i = 0; i < 20; i++) {
                List<String> beside = texts(5, 3);
                int before = runs.size();
                assertThat(read(scheduler.classifyList(beside.iterator()))).isEqualTo(alone(beside));
                assertThat(runs.size() - before).isLessThan(500);
            }
            reader.interrupt();
            reader.join();
        }
    }

    @Test
    void shortTextsDoNotWaitForATextOfAHundredThousandWindows() throws InterruptedException {
        AtomicInteger windows = new AtomicInteger();
        AtomicInteger windowsBeforeOwn = new AtomicInteger();
        FakeInference inference = new FakeInference(new BatchLimits(4, 8, 1024), 2) {
            @Override
            float logit(Window<String> window) {
                if (window.text().length() > 2) {
                    windows.incrementAndGet();
                } else if (window.text().equals("=")) {
                    windowsBeforeOwn.set(windows.get());
                }
                return window.index() * 1e-6f;
            }
        };
        String huge = "x".repeat(200_000);
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 1)) {
            List<Scores> scores = new ArrayList<>();
            Thread reader = new Thread(() ->
                    scores.addAll(read(scheduler.classifyList(List.of(huge, "=").iterator()))));
            reader.start();
            Latches.awaitTrue(() -> windows.get() > 0);

            read(scheduler.classifyList(List.of("a", "bb", "c").iterator()));
            int windowsBeforeOther = windows.get();
            reader.join();

            assertThat(windowsBeforeOther).isLessThan(100_000);
            assertThat(windowsBeforeOwn.get()).isLessThan(10);
            assertThat(scores.get(0).windows()).isEqualTo(100_000);
            assertThat(windows).hasValue(100_000);
        }
    }

    @Test
    void theReaderRunsTheTextsThatAreLeftWhenTheWorkersAreClosed() {
        List<String> texts = texts(3000, 150);
        BatchScheduler<String> scheduler = new BatchScheduler<>(new Recorded(LIMITS, 0), 2);
        ScoresSpliterator<String> list = scheduler.classifyList(texts.iterator());
        ScoresSpliterator<String> stream = scheduler.classifyStream(texts.iterator());
        scheduler.close();

        assertThat(read(list)).isEqualTo(alone(texts));
        assertThat(read(stream)).isEqualTo(alone(texts));
        assertThatThrownBy(() -> scheduler.classifyList(texts.iterator())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptEndsAJobWhoseTextAnotherThreadRuns() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        FakeInference gated = new FakeInference(BatchLimits.ONE_BY_ONE, WINDOW) {
            @Override
            float logit(Window<String> window) {
                if (Thread.currentThread().getName().startsWith("emotions4j-")) {
                    Latches.await(gate);
                }
                return super.logit(window);
            }
        };
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(gated, 1)) {
            AtomicInteger interrupted = new AtomicInteger();
            ScoresSpliterator<String> scores =
                    scheduler.classifyStream(Collections.nCopies(100, "1").iterator());
            Thread reader = new Thread(() -> {
                try {
                    scores.forEachRemaining(each -> {});
                } catch (CancellationException expected) {
                    interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 2);
                }
            });
            reader.start();
            Latches.awaitWaiting(List.of(reader));
            reader.interrupt();
            reader.join();
            gate.countDown();

            assertThat(interrupted).hasValue(1);
            assertThat(read(scheduler.classifyList(List.of("next").iterator()))).isEqualTo(alone(List.of("next")));
        }
    }
}
