package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.onnx.internal.scheduling.QueuePlace.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The waiting texts of all jobs of a classifier: first untokenised, then, window by window, in buckets by length.
 *
 * <p>A batch starts with the window whose turn it is, the one with the smallest tag, and takes waiting windows of near
 * lengths as long as the limits allow. So attention pads little, and no window is left behind. When a window is taken,
 * the next window of its text is queued at once, with a later turn: a long text holds up neither other jobs nor the
 * shorter texts behind it.
 *
 * <p>The virtual time of {@link Job} is the end of the window that last started a batch, as in self-clocked fair
 * queueing (Golestani 1994). With its start instead, a series of new jobs could hold up an old one for ever.
 *
 * <p>Not thread-safe: {@link StepScheduler} guards it.
 *
 * @param <T> a tokenised text
 */
final class WindowQueue<T> {

    /** Texts of one tag are of several jobs: the job that came last has waited for its turn with fewer texts. */
    private static final Comparator<TextTask<?>> TURN = Comparator.<TextTask<?>>comparingLong(text -> text.place.tag)
            .thenComparingLong(text -> -text.place.arrival);

    private final Queue<TextTask<T>> untokenized = new PriorityQueue<>(TURN);
    private final NavigableMap<Integer, Queue<TextTask<T>>> buckets = new TreeMap<>();
    private long virtualTime;
    private long arrivals;
    private long waitingTokens;
    private int shortSingles;

    /** Whether no window waits; texts that a thread tokenises do not count. */
    boolean isEmpty() {
        return untokenized.isEmpty() && buckets.isEmpty();
    }

    /** Whether a batch could hold more than one window. */
    boolean hasSeveralWindows() {
        return untokenized.size() + buckets.size() > 1
                || buckets.values().stream().anyMatch(bucket -> bucket.size() > 1);
    }

    /** How many single texts of one window wait. */
    int shortSingles() {
        return shortSingles;
    }

    /** Queues a text of an open job. */
    void add(TextTask<T> text) {
        giveTurn(text);
        if (text.isTokenized()) {
            addToBucket(text);
        } else {
            untokenized.add(text);
            moveTo(State.UNTOKENIZED, text);
        }
    }

    private void giveTurn(TextTask<T> text) {
        text.place.tag = text.job().takeTag(virtualTime, text.windowTokens());
        text.place.arrival = arrivals++;
    }

    private void addToBucket(TextTask<T> text) {
        buckets.computeIfAbsent(text.windowTokens(), length -> new PriorityQueue<>(TURN))
                .add(text);
        moveTo(State.WAITING, text);
        shortSingles += text.isShortSingle() ? 1 : 0;
    }

    /** Whether no text of a list or stream, and no window of a long text waits. */
    boolean hasOnlyShortSingles() {
        int waiting = buckets.values().stream().mapToInt(Queue::size).sum();
        return untokenized.isEmpty() && waiting == shortSingles;
    }

    private void moveTo(State state, TextTask<T> text) {
        waitingTokens -= text.place.waitingTokens;
        text.place.waitingTokens = state == State.OUTSIDE ? 0 : text.tokensFrom(text.place.window);
        waitingTokens += text.place.waitingTokens;
        text.place.state = state;
    }

    /**
     * Takes the texts that a thread tokenises next, in their turn.
     *
     * @param wanted comes first if it waits for tokenising
     * @param maxTexts the most texts
     * @param maxCharacters the most characters of several texts
     */
    List<TextTask<T>> takeUntokenized(@Nullable TextTask<T> wanted, int maxTexts, int maxCharacters) {
        List<TextTask<T>> taken = new ArrayList<>();
        if (wanted != null && wanted.place.state == State.UNTOKENIZED) {
            untokenized.remove(wanted);
            taken.add(wanted);
        }
        long room = maxCharacters - (taken.isEmpty() ? 0L : taken.get(0).characterCount());
        TextTask<T> next = untokenized.peek();
        while (next != null && taken.size() < maxTexts && (taken.isEmpty() || next.characterCount() <= room)) {
            room -= next.characterCount();
            taken.add(untokenized.remove());
            next = untokenized.peek();
        }
        taken.forEach(text -> text.place.state = State.BEING_TOKENIZED);
        return taken;
    }

    /** Queues a text of {@link #takeUntokenized} for batches, unless it failed or its job is closed. */
    void addTokenized(TextTask<T> text) {
        if (text.isDone() || text.job().isClosed()) {
            moveTo(State.OUTSIDE, text);
            return;
        }
        text.job().addCost(text.windowTokens() - text.estimatedTokens());
        addToBucket(text);
    }

    boolean isWaiting(TextTask<T> text) {
        return text.place.state == State.UNTOKENIZED || text.place.state == State.WAITING;
    }

    /**
     * Takes a batch.
     *
     * @param wanted the text that the batch starts with, null for the one whose turn it is
     * @param freeWorkers as many workers share the waiting tokens, at least 1
     * @param limits how large the batch may be
     * @return empty where no tokenised window, or not the wanted one, waits
     */
    Batch<T> take(@Nullable TextTask<T> wanted, int freeWorkers, BatchLimits limits) {
        Batch<T> batch = new Batch<>(limits.withinTokens((waitingTokens + freeWorkers - 1) / freeWorkers));
        boolean available = wanted == null ? !buckets.isEmpty() : wanted.place.state == State.WAITING;
        if (available) {
            TextTask<T> oldest = oldest();
            TextTask<T> first = wanted == null ? oldest : wanted;
            long passed = first == oldest ? oldest.windowTokens() : 0;
            virtualTime = Math.max(virtualTime, oldest.place.tag + passed);
            takeWindow(first, batch);
            fill(batch, first.windowTokens());
        }
        return batch;
    }

    private TextTask<T> oldest() {
        return buckets.values().stream().map(Queue::element).min(TURN).orElseThrow();
    }

    /**
     * Takes windows of near lengths. The waiting windows, sorted by length, are cut into parts of one token budget
     * each, and the batch gets the part of its first window: what is left behind are whole parts of near lengths, too.
     */
    private void fill(Batch<T> batch, int length) {
        int begin = partOf(length, batch.limits());
        fillFrom(buckets.ceilingKey(begin), batch, buckets::higherKey);
        fillFrom(buckets.lowerKey(begin), batch, buckets::lowerKey);
    }

    /** The shortest length in the part in which the first window of a length ends. */
    private int partOf(int length, BatchLimits limits) {
        Map<Integer, Queue<TextTask<T>>> shorter = buckets.headMap(length);
        long end = length
                + shorter.entrySet().stream().mapToLong(WindowQueue::tokens).sum();
        long budget = Math.max(1, limits.maxTokens());
        long partBegin = (end - 1) / budget * budget;
        long passed = 0;
        for (Map.Entry<Integer, Queue<TextTask<T>>> bucket : shorter.entrySet()) {
            passed += tokens(bucket);
            if (passed > partBegin) {
                return bucket.getKey();
            }
        }
        return length;
    }

    private static <T> long tokens(Map.Entry<Integer, Queue<TextTask<T>>> bucket) {
        return (long) bucket.getKey() * bucket.getValue().size();
    }

    private void fillFrom(@Nullable Integer begin, Batch<T> batch, UnaryOperator<@Nullable Integer> next) {
        for (Integer length = begin; length != null; length = next.apply(length)) {
            // The next window of a long text comes into the bucket while its last one is taken.
            for (Queue<TextTask<T>> bucket = buckets.get(length);
                    bucket != null && batch.hasRoomFor(length);
                    bucket = buckets.get(length)) {
                takeWindow(bucket.element(), batch);
            }
        }
    }

    private void takeWindow(TextTask<T> text, Batch<T> batch) {
        int window = text.place.window;
        batch.add(text, window);
        removeFromBucket(text);
        text.place.window = window + 1;
        if (window + 1 < text.windowCount()) {
            giveTurn(text);
            addToBucket(text);
        }
    }

    private void removeFromBucket(TextTask<T> text) {
        Queue<TextTask<T>> bucket = Objects.requireNonNull(buckets.get(text.windowTokens()), "no bucket");
        if (bucket.peek() == text) {
            bucket.remove();
        } else {
            bucket.remove(text);
        }
        if (bucket.isEmpty()) {
            buckets.remove(text.windowTokens());
        }
        leaveBucket(text);
    }

    private void leaveBucket(TextTask<T> text) {
        moveTo(State.OUTSIDE, text);
        shortSingles -= text.isShortSingle() ? 1 : 0;
    }

    /** Drops the waiting window of a text. */
    void remove(TextTask<T> text) {
        if (text.place.state == State.WAITING) {
            removeFromBucket(text);
        }
    }

    /** Drops the waiting texts of a job, which is closed then. */
    void close(Job job) {
        job.close();
        untokenized.stream().filter(text -> text.job() == job).forEach(text -> moveTo(State.OUTSIDE, text));
        untokenized.removeIf(text -> text.job() == job);
        for (Queue<TextTask<T>> bucket : buckets.values()) {
            bucket.stream().filter(text -> text.job() == job).forEach(this::leaveBucket);
            bucket.removeIf(text -> text.job() == job);
        }
        buckets.values().removeIf(Queue::isEmpty);
    }

    /** Drops all waiting texts, and returns them. */
    List<TextTask<T>> clear() {
        List<TextTask<T>> dropped = new ArrayList<>(untokenized);
        buckets.values().forEach(dropped::addAll);
        dropped.forEach(text -> moveTo(State.OUTSIDE, text));
        untokenized.clear();
        buckets.clear();
        shortSingles = 0;
        return dropped;
    }
}
