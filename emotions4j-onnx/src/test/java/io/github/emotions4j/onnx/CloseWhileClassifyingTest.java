package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CloseWhileClassifyingTest {

    private static final String TEXT = "I am not having a great day";

    private Path folder;

    @BeforeEach
    void copyTheTinyModel(@TempDir Path temporary) {
        folder = Fixtures.tinyBert(temporary);
    }

    @Test
    void everyCallAnswersRightOrSaysThatTheClassifierIsClosed()
            throws IOException, InterruptedException, ExecutionException {
        Scores expected = answer();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                closeUnderEightThreads(threads, expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void closeUnderEightThreads(ExecutorService threads, Scores expected)
            throws IOException, InterruptedException, ExecutionException {
        OnnxEmotionClassifier classifier = load(2);
        CountDownLatch started = new CountDownLatch(8);
        List<Future<Boolean>> ends = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            boolean single = thread % 2 == 0;
            ends.add(threads.submit(() -> classifyUntilClosed(classifier, single, expected, started)));
        }
        started.await();
        classifier.close();
        for (Future<Boolean> end : ends) {
            assertThat(end.get()).isTrue();
        }
    }

    private static boolean classifyUntilClosed(
            OnnxEmotionClassifier classifier, boolean single, Scores expected, CountDownLatch started) {
        try {
            while (true) {
                List<Scores> scores =
                        single ? List.of(classifier.classify(TEXT)) : classifier.classify(Collections.nCopies(5, TEXT));
                assertThat(scores).containsOnly(expected);
                started.countDown();
            }
        } catch (IllegalStateException closed) {
            return String.valueOf(closed.getMessage()).contains("closed");
        }
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void aStreamThatIsBeingReadEndsWithAnErrorWhenTheClassifierCloses() throws IOException {
        AtomicInteger taken = new AtomicInteger();
        try (OnnxEmotionClassifier classifier = load(2);
                Stream<Scores> scores = classifier.classify(Stream.generate(() -> TEXT))) {
            assertThatThrownBy(() -> scores.forEach(each -> {
                        if (taken.incrementAndGet() == 10) {
                            classifier.close();
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
        assertThat(taken.get()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void anInterruptEndsAnEndlessJobAndLeavesTheThreadInterrupted() throws IOException, InterruptedException {
        for (int workers : new int[] {1, 4}) {
            try (OnnxEmotionClassifier classifier = load(workers)) {
                assertThat(interruptedJob(classifier)).isTrue();
                assertThat(classifier.classify(TEXT)).isEqualTo(answer());
            }
        }
    }

    private static boolean interruptedJob(OnnxEmotionClassifier classifier) throws InterruptedException {
        CountDownLatch working = new CountDownLatch(20);
        AtomicInteger interrupted = new AtomicInteger();
        Thread job = new Thread(() -> {
            try (Stream<Scores> scores = classifier.classify(Stream.generate(() -> TEXT))) {
                scores.forEach(each -> working.countDown());
            } catch (CancellationException cancelled) {
                interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 2);
            }
        });
        job.start();
        working.await();
        job.interrupt();
        job.join(10_000);
        return interrupted.get() == 1;
    }

    private Scores answer() throws IOException {
        try (OnnxEmotionClassifier classifier = load(1)) {
            return classifier.classify(TEXT);
        }
    }

    private OnnxEmotionClassifier load(int workers) throws IOException {
        return OnnxEmotionClassifier.load(
                folder, OnnxOptions.builder().workers(workers).build());
    }
}
