package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many small jobs of many threads. A text that is forgotten would make its reader wait until the timeout. */
@Timeout(60)
class SchedulerStressTest {

    /** Fails where more batches run at a time than there are workers. */
    private static final class Counted extends FakeInference {

        private final int workers;
        private final AtomicInteger running = new AtomicInteger();

        Counted(int workers) {
            super(new BatchLimits(384, 512, 1024), 64);
            this.workers = workers;
        }

        @Override
        public String tokenize(String text) {
            if (text.equals("unreadable")) {
                throw new IllegalArgumentException("no tokens for " + text);
            }
            return text;
        }

        @Override
        public List<float[]> logits(List<Window<String>> batch) {
            try {
                assertThat(running.incrementAndGet()).isLessThanOrEqualTo(workers);
                return super.logits(batch);
            } finally {
                running.decrementAndGet();
            }
        }
    }

    private static List<Scores> read(ScoresSpliterator<?> scores) {
        List<Scores> taken = new ArrayList<>();
        scores.forEachRemaining(taken::add);
        return taken;
    }

    /** Every result belongs to its text, and no text is forgotten. */
    @Test
    void manyJobsOfManyThreadsGetTheirOwnScores() throws InterruptedException, ExecutionException {
        for (int workers : new int[] {1, 2, 5}) {
            Counted inference = new Counted(workers);
            ExecutorService threads = Executors.newFixedThreadPool(16);
            try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, workers)) {
                List<Future<Integer>> jobs = new ArrayList<>();
                for (int thread = 0; thread < 16; thread++) {
                    int seed = thread;
                    jobs.add(threads.submit(() -> runJobs(scheduler, inference, seed)));
                }
                int texts = 0;
                for (Future<Integer> job : jobs) {
                    texts += job.get();
                }
                assertThat(texts).isGreaterThan(10_000);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static int runJobs(BatchScheduler<String> scheduler, FakeInference inference, int seed) {
        Random random = new Random(seed);
        int texts = 0;
        for (int round = 0; round < 300; round++) {
            List<String> job = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(i -> seed + "/" + i + "x".repeat(random.nextInt(1 + random.nextInt(400))))
                    .toList();
            List<Scores> expected = job.stream().map(inference::classifyAlone).toList();
            assertThat(scores(scheduler, job, round % 3)).isEqualTo(expected);
            texts += job.size();
        }
        return texts;
    }

    private static List<Scores> scores(BatchScheduler<String> scheduler, List<String> job, int form) {
        if (form == 0) {
            return job.stream().map(scheduler::classify).toList();
        }
        return form == 1
                ? read(scheduler.classifyList(job.iterator()))
                : StreamSupport.stream(scheduler.classifyStream(job.iterator()), false)
                        .toList();
    }

    /** Streams that end early, interrupts and failures beside jobs that must not notice. */
    @Test
    void jobsThatEndEarlyDisturbNoOthers() throws InterruptedException, ExecutionException {
        Counted inference = new Counted(2);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, 2)) {
            List<Future<?>> jobs = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int seed = thread;
                jobs.add(threads.submit(
                        seed % 2 == 0 ? () -> runJobs(scheduler, inference, seed) : () -> endEarly(scheduler)));
            }
            for (Future<?> job : jobs) {
                job.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void endEarly(BatchScheduler<String> scheduler) {
        List<String> texts = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> texts.add(i + "x".repeat(i % 150)));
        texts.set(100, "unreadable");
        for (int round = 0; round < 200; round++) {
            try (ScoresSpliterator<String> scores = scheduler.classifyStream(texts.iterator())) {
                assertThat(StreamSupport.stream(scores, false).limit(round % 90))
                        .hasSize(round % 90);
            }
            assertThatThrownBy(() -> read(scheduler.classifyList(texts.iterator())))
                    .isInstanceOf(IllegalArgumentException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> read(scheduler.classifyList(texts.iterator())))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
