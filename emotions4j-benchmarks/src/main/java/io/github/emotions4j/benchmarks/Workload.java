package io.github.emotions4j.benchmarks;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A way of giving texts to a classifier, whose throughput is measured. Immutable and thread-safe. */
interface Workload {

    /** What a listener is told. */
    String name();

    /** The fewest texts that a run takes. */
    int size();

    /**
     * Classifies texts, from the first one on and over and over again.
     *
     * @param count how many texts at least
     * @return how many it classified
     */
    long run(EmotionClassifier classifier, List<String> texts, long count);

    private static String text(List<String> texts, long index) {
        return texts.get((int) (index % texts.size()));
    }

    /** One stream of all texts. */
    record Bulk() implements Workload {

        @Override
        public String name() {
            return "in bulk";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public long run(EmotionClassifier classifier, List<String> texts, long count) {
            Stream<String> repeated = LongStream.range(0, count).mapToObj(index -> text(texts, index));
            try (Stream<Scores> scores = classifier.classify(repeated)) {
                scores.forEach(each -> {});
            }
            return count;
        }
    }

    /**
     * Lists of texts, one after the other.
     *
     * @param size texts of a list
     */
    record Lists(int size) implements Workload {

        @Override
        public String name() {
            return "lists of " + size;
        }

        @Override
        public long run(EmotionClassifier classifier, List<String> texts, long count) {
            long start = 0;
            for (; start < count; start += size) {
                long first = start;
                classifier.classify(IntStream.range(0, size)
                        .mapToObj(index -> text(texts, first + index))
                        .toList());
            }
            return start;
        }
    }

    /**
     * Threads that each classify one text after the other.
     *
     * @param size how many threads
     */
    record Threads(int size) implements Workload {

        @Override
        public String name() {
            return size + " threads";
        }

        @Override
        public long run(EmotionClassifier classifier, List<String> texts, long count) {
            AtomicLong next = new AtomicLong();
            Callable<Void> caller = () -> {
                for (long index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                    classifier.classify(text(texts, index));
                }
                return null;
            };
            ExecutorService callers = Executors.newFixedThreadPool(size);
            try {
                await(callers.invokeAll(Collections.nCopies(size, caller)));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while " + name() + " classify");
            } finally {
                callers.shutdownNow();
            }
            return count;
        }

        private static void await(List<Future<Void>> callers) throws InterruptedException {
            for (Future<Void> caller : callers) {
                try {
                    caller.get();
                } catch (ExecutionException failed) {
                    throw failed.getCause() instanceof RuntimeException refused
                            ? refused
                            : new IllegalStateException("a caller failed", failed.getCause());
                }
            }
        }
    }
}
