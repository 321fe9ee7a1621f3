package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The waiting texts of one job: first in the order of the source, then, once tokenised, in buckets. The next batch
 * starts with the oldest text of all and takes the oldest other texts of its bucket. So no text waits until its bucket
 * is full, and results become ready roughly in order.
 *
 * <p>Thread-safe.
 *
 * @param <T> a tokenised text
 */
final class LengthBuckets<T> {

    private static final Logger LOGGER = System.getLogger(LengthBuckets.class.getName());

    /** Texts that a worker tokenises at a time, some milliseconds of work. */
    private static final int MAX_TEXTS_TOKENIZED_AT_ONCE = 64;

    private static final int MAX_CHARACTERS_TOKENIZED_AT_ONCE = 1 << 14;

    private final BatchInference<T> inference;
    private final Queue<TextTask<T>> untokenized = new ArrayDeque<>();
    private final Map<Integer, PriorityQueue<TextTask<T>>> buckets = new HashMap<>();

    LengthBuckets(BatchInference<T> inference) {
        this.inference = inference;
    }

    synchronized void add(TextTask<T> text) {
        untokenized.add(text);
    }

    /** Whether no text waits; running ones do not count. */
    synchronized boolean isEmpty() {
        return untokenized.isEmpty() && buckets.isEmpty();
    }

    /** Drops all waiting texts; their tasks stay unfinished. */
    synchronized void clear() {
        untokenized.clear();
        buckets.clear();
    }

    /** Drops all waiting texts; their tasks end with a failure. */
    synchronized void failAll(Throwable failure) {
        untokenized.forEach(text -> text.fail(failure));
        buckets.values().forEach(bucket -> bucket.forEach(text -> text.fail(failure)));
        clear();
    }

    /** Tokenises some texts in the calling thread and puts them into their buckets. */
    void tokenizeNext() {
        for (TextTask<T> text : takeUntokenized()) {
            if (text.tokenize()) {
                addToBucket(text);
            }
        }
    }

    /** Runs the next batch in the calling thread; does nothing where no tokenised text waits. */
    void runNextBatch() {
        run(takeBatch());
    }

    /** Runs the oldest text of the job in the calling thread, unless a worker has taken it. */
    void runOldest(TextTask<T> oldest) {
        if (takeUntokenized(oldest)) {
            if (oldest.tokenize()) {
                oldest.run();
            }
        } else {
            run(takeBatchOf(oldest));
        }
    }

    private synchronized List<TextTask<T>> takeUntokenized() {
        List<TextTask<T>> taken = new ArrayList<>();
        int room = MAX_CHARACTERS_TOKENIZED_AT_ONCE;
        while (!untokenized.isEmpty()
                && taken.size() < MAX_TEXTS_TOKENIZED_AT_ONCE
                && (taken.isEmpty() || untokenized.element().characterCount() <= room)) {
            room -= untokenized.element().characterCount();
            taken.add(untokenized.remove());
        }
        return taken;
    }

    private synchronized boolean takeUntokenized(TextTask<T> oldest) {
        return untokenized.peek() == oldest && untokenized.remove() == oldest;
    }

    private synchronized void addToBucket(TextTask<T> text) {
        buckets.computeIfAbsent(text.bucket(), bucket -> new PriorityQueue<>(Comparator.comparingLong(TextTask::index)))
                .add(text);
    }

    private synchronized List<TextTask<T>> takeBatchOf(TextTask<T> oldest) {
        boolean waits = buckets.values().stream().anyMatch(bucket -> bucket.peek() == oldest);
        return waits ? takeBatch() : List.of();
    }

    private synchronized List<TextTask<T>> takeBatch() {
        Optional<Map.Entry<Integer, PriorityQueue<TextTask<T>>>> oldest = buckets.entrySet().stream()
                .min(Comparator.comparingLong(
                        bucket -> bucket.getValue().element().index()));
        return oldest.isEmpty()
                ? List.of()
                : takeBatch(oldest.get().getKey(), oldest.get().getValue());
    }

    private List<TextTask<T>> takeBatch(int number, PriorityQueue<TextTask<T>> bucket) {
        List<TextTask<T>> batch = new ArrayList<>();
        long room = inference.maxBatchTokens(number);
        do {
            room -= bucket.element().tokenCount();
            batch.add(bucket.remove());
        } while (!bucket.isEmpty() && bucket.element().tokenCount() <= room);
        if (bucket.isEmpty()) {
            buckets.remove(number);
        }
        return batch;
    }

    private void run(List<TextTask<T>> batch) {
        boolean done = batch.size() > 1 && runBatch(batch);
        if (!done) {
            batch.forEach(TextTask::run);
        }
    }

    /** False where the batch fails: run alone, each text gets its own result or its own failure. */
    private boolean runBatch(List<TextTask<T>> batch) {
        try {
            List<Scores> scores = inference.classify(
                    batch.stream().map(TextTask::tokenizedText).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).complete(scores.get(i));
            }
            return true;
        } catch (RuntimeException failed) {
            LOGGER.log(Level.DEBUG, () -> "a batch of " + batch.size() + " texts failed, each now runs alone", failed);
            return false;
        } catch (Error fatal) {
            batch.forEach(text -> text.fail(fatal));
            throw fatal;
        }
    }
}
