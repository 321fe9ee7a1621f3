package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.Scores;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scores of many texts, in the order of the texts: workers are at a bounded number of texts ahead of the one whose
 * scores are taken; where none is, the reader classifies by itself. Of several texts that fail, the first in order is the one reported.
 *
 * <p>For one thread, as every spliterator. An interrupt of that thread ends the job with a
 * {@link CancellationException}; the thread stays interrupted.
 *
 * @param <T> the tokens of a text
 */
public final class ScoresSpliterator<T> implements Spliterator<Scores>, AutoCloseable {

    private final Iterator<String> texts;
    private final BatchInference<T> classification;
    private final LengthBuckets<T> waiting;
    private final FairScheduler turns;
    private final int lookAhead;
    private final long charactersAhead;
    private final Deque<TextTask<T>> underWay = new ArrayDeque<>();
    private long charactersUnderWay;
    private long pulled;
    private long taken;
    private @Nullable RuntimeException sourceFailure;

    /**
     * Scores with two bounds on what is pulled ahead.
     *
     * @param workers runs what it is given in any thread, later or at once, or refuses it
     * @param workerCount how many of them work on these texts at a time
     * @param lookAhead the most texts
     * @param charactersAhead from how many characters on no other text is pulled
     */
    ScoresSpliterator(
            Iterator<String> texts,
            BatchInference<T> classification,
            Executor workers,
            int workerCount,
            int lookAhead,
            long charactersAhead) {
        this.texts = texts;
        this.classification = classification;
        this.waiting = new LengthBuckets<>(classification);
        this.turns = new FairScheduler(waiting, workers, workerCount);
        this.lookAhead = lookAhead;
        this.charactersAhead = charactersAhead;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Scores> action) {
        pull();
        TextTask<T> first = underWay.poll();
        if (first == null) {
            return finish();
        }
        charactersUnderWay -= first.characters();
        if (!first.isDone() && turns.idle()) {
            waiting.run(first);
        }
        Scores scores = result(first);
        taken++;
        action.accept(scores);
        return true;
    }

    /** The source's own failure comes after the scores of the texts before it. */
    private boolean finish() {
        if (sourceFailure != null) {
            throw sourceFailure;
        }
        return false;
    }

    private void pull() {
        while (sourceFailure == null && !firstIsDone() && hasRoom() && hasNext()) {
            begin(pulled++);
        }
    }

    private boolean hasRoom() {
        return underWay.size() < lookAhead && charactersUnderWay < charactersAhead;
    }

    /** Scores that are ready do not wait for a source that is slow, as a person who types. */
    private boolean firstIsDone() {
        TextTask<T> first = underWay.peek();
        return first != null && first.isDone();
    }

    private void begin(long index) {
        try {
            String text = texts.next();
            TextTask<T> pending = new TextTask<>(index, text, classification);
            underWay.add(pending);
            charactersUnderWay += pending.characters();
            waiting.add(pending);
            turns.offer();
        } catch (RuntimeException failed) {
            sourceFailure = failed;
        }
    }

    private boolean hasNext() {
        try {
            return texts.hasNext();
        } catch (RuntimeException failed) {
            sourceFailure = failed;
            return false;
        }
    }

    private Scores result(TextTask<T> task) {
        boolean complete = false;
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("before text " + taken);
            }
            Scores scores = task.get();
            complete = true;
            return scores;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled(interrupted);
        } catch (ExecutionException failed) {
            throw unwrap(failed);
        } finally {
            if (!complete) {
                task.cancel(true);
                close();
            }
        }
    }

    private CancellationException cancelled(InterruptedException cause) {
        CancellationException cancelled = new CancellationException("interrupted after " + taken + " texts");
        cancelled.initCause(cause);
        return cancelled;
    }

    private static RuntimeException unwrap(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known
                ? known
                : new InferenceException("a text failed: " + failed.getMessage(), failed);
    }

    /** Gives up the texts that no worker has begun; a worker that reads a long one stops at its next window. */
    @Override
    public void close() {
        waiting.clear();
        underWay.forEach(task -> task.cancel(true));
        underWay.clear();
    }

    @Override
    public @Nullable Spliterator<Scores> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL;
    }
}
