package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Single texts in their callers' threads and in batches. */
@Timeout(60)
class SingleTextsTest {

    private static final BatchLimits LIMITS = new BatchLimits(384, 512, 1024);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Integer> batchSizes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger runsAlone = new AtomicInteger();
    private final Map<String, Scores> results = new ConcurrentHashMap<>();
    private final List<Thread> callers = new ArrayList<>();

    /** Every run waits for the gate. */
    private class Gated extends FakeInference {

        Gated() {
            super(LIMITS, 50);
        }

        @Override
        public List<float[]> logits(List<Window<String>> batch) {
            batchSizes.add(batch.size());
            Latches.await(gate);
            LockSupport.parkNanos(1_000_000);
            return super.logits(batch);
        }

        @Override
        public Scores classifyAlone(String text) {
            runsAlone.incrementAndGet();
            Latches.await(gate);
            return super.classifyAlone(text);
        }
    }

    private static String text(int index) {
        return "single text " + (100 + index);
    }

    private void call(BatchScheduler<String> scheduler, String text) {
        Thread caller = new Thread(() -> results.put(text, scheduler.classify(text)));
        callers.add(caller);
        caller.start();
    }

    private void join() {
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException interrupted) {
                throw new AssertionError("nobody interrupts this", interrupted);
            }
        }
    }

    private static Thread readInBackground(ScoresSpliterator<String> scores) {
        Thread reader = new Thread(() -> scores.forEachRemaining(each -> {}));
        reader.start();
        return reader;
    }

    @Test
    void textsOfManyThreadsShareBatches() {
        Gated inference = new Gated();
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 2)) {
            IntStream.range(0, 32).forEach(i -> call(scheduler, text(i)));
            Latches.awaitWaiting(callers);
            gate.countDown();
            join();
        }

        // Two texts run alone, two in the workers' first batches; the others have waited for these.
        assertThat(runsAlone).hasValue(2);
        assertThat(batchSizes).hasSizeBetween(3, 8);
        assertThat(batchSizes.stream().mapToInt(size -> size)).anyMatch(size -> size > 10);
        for (int i = 0; i < 32; i++) {
            assertThat(results).containsEntry(text(i), new FakeInference(LIMITS, 50).classifyAlone(text(i)));
        }
    }

    @Test
    void aSingleTextRunsAtOnceBesideALargeJob() throws InterruptedException {
        Gated bulk = new Gated() {
            @Override
            public Scores classifyAlone(String text) {
                return FakeInference.oneByOne().classifyAlone(text);
            }
        };
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(bulk, 2)) {
            Thread reader = readInBackground(scheduler.classifyList(
                    Collections.nCopies(1000, "x".repeat(30)).iterator()));
            Latches.awaitTrue(() -> batchSizes.size() == 2);

            assertThat(scheduler.classify("abc"))
                    .isEqualTo(FakeInference.oneByOne().classifyAlone("abc"));

            gate.countDown();
            reader.join();
        }
    }

    @Test
    void singleTextsShareTheBatchesOfALargeJob() {
        Gated inference = new Gated();
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 1)) {
            Thread reader = readInBackground(
                    scheduler.classifyList(Collections.nCopies(5000, text(99)).iterator()));
            callers.add(reader);
            Latches.awaitTrue(() -> batchSizes.size() == 1);
            IntStream.range(0, 3).forEach(i -> call(scheduler, text(i)));
            Latches.awaitWaiting(callers);
            gate.countDown();
            join();
        }

        assertThat(runsAlone).hasValue(1);
        assertThat(results).hasSize(3);
        assertThat(batchSizes).hasSizeLessThan(5000 / 15);
    }

    @Test
    void theWindowsOfOneTextRunOnSeveralWorkers() {
        CyclicBarrier together = new CyclicBarrier(2);
        FakeInference inference = new FakeInference(BatchLimits.ONE_BY_ONE, 50) {
            @Override
            public List<float[]> logits(List<Window<String>> batch) {
                awaitOther(together);
                return super.logits(batch);
            }
        };
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 2)) {
            String text = "x".repeat(300);

            assertThat(scheduler.classify(text)).isEqualTo(inference.classifyAlone(text));
        }
    }

    private static void awaitOther(CyclicBarrier barrier) {
        try {
            barrier.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failed) {
            throw new AssertionError("no two windows at a time", failed);
        }
    }

    @Test
    void withOneWorkerALongTextRunsInItsCallersThread() {
        Gated inference = new Gated();
        gate.countDown();
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 1)) {
            assertThat(scheduler.classify("x".repeat(300)).windows()).isEqualTo(6);
        }
        assertThat(runsAlone).hasValue(1);
        assertThat(batchSizes).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitAndTheTextNeverRuns() throws InterruptedException {
        AtomicBoolean cancelled = new AtomicBoolean();
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(new Gated(), 1)) {
            call(scheduler, text(0));
            Latches.awaitTrue(() -> runsAlone.get() == 1);
            call(scheduler, text(1));
            Latches.awaitTrue(() -> batchSizes.size() == 1);
            Thread waiting = new Thread(() -> {
                try {
                    scheduler.classify(text(2));
                } catch (CancellationException expected) {
                    cancelled.set(Thread.currentThread().isInterrupted());
                }
            });
            waiting.start();
            Latches.awaitWaiting(List.of(waiting));

            waiting.interrupt();
            waiting.join();
            assertThat(cancelled).isTrue();

            gate.countDown();
            join();
        }
        assertThat(runsAlone.get() + batchSizes.size()).isEqualTo(2);
    }

    @Test
    void closingWaitsForSingleTextsThatHaveBegun() throws InterruptedException {
        BatchScheduler<String> scheduler = new BatchScheduler<>(new Gated(), 1);
        IntStream.range(0, 5).forEach(i -> call(scheduler, text(i)));
        Latches.awaitWaiting(callers);
        AtomicBoolean closed = new AtomicBoolean();
        Thread closing = new Thread(() -> {
            scheduler.close();
            closed.set(true);
        });
        closing.start();
        Latches.awaitWaiting(List.of(closing));
        assertThat(closed).isFalse();
        assertThatThrownBy(() -> scheduler.classify("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");

        gate.countDown();
        closing.join();
        join();

        assertThat(results).hasSize(5);
        assertThat(closed).isTrue();
    }

    @Test
    void aLongSingleTextEndsAlthoughTheWorkersAreClosed() {
        BatchScheduler<String> scheduler = new BatchScheduler<>(new Gated(), 2);
        call(scheduler, "x".repeat(50_000));
        Latches.awaitTrue(() -> !batchSizes.isEmpty());
        Thread closing = new Thread(scheduler::close);
        callers.add(closing);
        closing.start();
        Latches.awaitWaiting(List.of(closing));
        gate.countDown();
        join();

        assertThat(results.values()).singleElement().satisfies(scores -> assertThat(scores.windows())
                .isEqualTo(1000));
    }

    @Test
    void aFailureReachesItsCallerAloneAndFreesItsPlace() {
        FakeInference inference = new FakeInference(LIMITS, 50) {
            @Override
            float logit(Window<String> window) {
                if (window.text().contains("?")) {
                    throw new IllegalStateException("found ? in " + window.text());
                }
                return window.text().contains("NaN") ? Float.NaN : super.logit(window);
            }
        };
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 1)) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> scheduler.classify("why?"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("found ? in why?");
                assertThatThrownBy(() -> scheduler.classify("NaN")).isInstanceOf(InferenceException.class);
            }
            assertThat(scheduler.classify("because").windows()).isEqualTo(1);
        }
    }

    @Test
    void aLongTextWhoseWindowFailsRunsNoFurther() {
        AtomicInteger runs = new AtomicInteger();
        FakeInference inference = new FakeInference(BatchLimits.ONE_BY_ONE, 50) {
            @Override
            float logit(Window<String> window) {
                runs.incrementAndGet();
                LockSupport.parkNanos(100_000);
                return window.index() == 3 ? Float.NaN : super.logit(window);
            }
        };
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 2)) {
            assertThatThrownBy(() -> scheduler.classify("x".repeat(1_000_000)))
                    .isInstanceOf(InferenceException.class)
                    .hasMessage("window 3 is NaN");
        }
        assertThat(runs.get()).isLessThan(1000);
    }
}
