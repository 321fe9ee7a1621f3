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
 * The scores of one job in the order of its texts. Workers run a bounded number of texts ahead of the reader; where no
 * worker runs the job, the reading thread runs the text it needs. Where several texts fail, the reader gets the failure
 * of the first.
 *
 * <p>For one reading thread, like every spliterator. An interrupt of that thread ends the job with a
 * {@link CancellationException}; the thread stays interrupted.
 *
 * @param <T> a tokenised text
 */
public final class ScoresSpliterator<T> implements Spliterator<Scores>, AutoCloseable {

    private final Iterator<String> texts;
    private final BatchInference<T> inference;
    private final LengthBuckets<T> waiting;
    private final FairScheduler scheduler;
    private final int maxTextsAhead;
    private final long maxCharactersAhead;
    private final Deque<TextTask<T>> textsAhead = new ArrayDeque<>();
    private long charactersAhead;
    private long textsPulled;
    private long textsDelivered;
    private @Nullable RuntimeException sourceFailure;

    /**
     * Begins a job.
     *
     * @param workers runs a task in any thread, later or at once, or rejects it
     * @param workerCount the most workers that run this job at a time
     * @param maxTextsAhead the most texts pulled from the source and not yet delivered
     * @param maxCharactersAhead as many characters pulled and not yet delivered stop the pulling of further texts
     */
    ScoresSpliterator(
            Iterator<String> texts,
            BatchInference<T> inference,
            Executor workers,
            int workerCount,
            int maxTextsAhead,
            long maxCharactersAhead) {
        this.texts = texts;
        this.inference = inference;
        this.waiting = new LengthBuckets<>(inference);
        this.scheduler = new FairScheduler(waiting, workers, workerCount);
        this.maxTextsAhead = maxTextsAhead;
        this.maxCharactersAhead = maxCharactersAhead;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Scores> action) {
        readAhead();
        TextTask<T> first = textsAhead.poll();
        if (first == null) {
            return finish();
        }
        charactersAhead -= first.characterCount();
        Scores scores = result(first);
        textsDelivered++;
        action.accept(scores);
        return true;
    }

    /** A failure of the source comes after the scores of the texts before it. */
    private boolean finish() {
        if (sourceFailure != null) {
            throw sourceFailure;
        }
        return false;
    }

    private void readAhead() {
        while (sourceFailure == null && !firstIsDone() && hasRoom() && hasNext()) {
            pull(textsPulled++);
        }
    }

    private boolean hasRoom() {
        return textsAhead.size() < maxTextsAhead && charactersAhead < maxCharactersAhead;
    }

    /**
     * Finished scores are delivered before more texts are pulled: the source may be slow, such as a person who types.
     */
    private boolean firstIsDone() {
        TextTask<T> first = textsAhead.peek();
        return first != null && first.isDone();
    }

    private void pull(long index) {
        try {
            TextTask<T> text = new TextTask<>(index, texts.next(), inference);
            textsAhead.add(text);
            charactersAhead += text.characterCount();
            waiting.add(text);
            scheduler.scheduleStep();
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

    private Scores result(TextTask<T> text) {
        boolean complete = false;
        try {
            if (!text.isDone() && scheduler.isIdle()) {
                waiting.runOldest(text);
            }
            Scores scores = await(text);
            complete = true;
            return scores;
        } finally {
            if (!complete) {
                text.cancel(true);
                close();
            }
        }
    }

    private Scores await(TextTask<T> text) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("before text " + textsDelivered);
            }
            return text.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled(interrupted);
        } catch (ExecutionException failed) {
            throw unwrap(failed);
        }
    }

    private CancellationException cancelled(InterruptedException cause) {
        CancellationException cancelled = new CancellationException("interrupted after " + textsDelivered + " texts");
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

    /** Drops the waiting texts and interrupts the running ones; a long text stops before its next window. */
    @Override
    public void close() {
        waiting.clear();
        textsAhead.forEach(text -> text.cancel(true));
        textsAhead.clear();
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
