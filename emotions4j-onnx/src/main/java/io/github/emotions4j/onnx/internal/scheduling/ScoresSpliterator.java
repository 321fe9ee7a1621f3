package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one job in the order of its texts. Workers run a bounded number of texts ahead of the reader; where no
 * worker has taken the text that the reader needs, the reading thread runs it. Where several texts fail, the reader
 * gets the failure of the first.
 *
 * <p>For one reading thread, like every spliterator. An interrupt of that thread ends the job with a
 * {@link CancellationException}; the thread stays interrupted.
 *
 * @param <T> a tokenised text
 */
public final class ScoresSpliterator<T> implements Spliterator<Scores>, AutoCloseable {

    private final Iterator<String> texts;
    private final BatchInference<T> inference;
    private final StepScheduler<T> steps;
    private final ReadAhead readAhead;
    private Job job = Job.ofManyTexts();
    private final Deque<TextTask<T>> textsAhead = new ArrayDeque<>();
    private long charactersAhead;
    private long textsPulled;
    private long textsDelivered;
    private @Nullable RuntimeException sourceFailure;

    ScoresSpliterator(
            Iterator<String> texts, BatchInference<T> inference, StepScheduler<T> steps, ReadAhead readAhead) {
        this.texts = texts;
        this.inference = inference;
        this.steps = steps;
        this.readAhead = readAhead;
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
        return textsAhead.size() < readAhead.maxTexts() && charactersAhead < readAhead.maxCharacters();
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
            TextTask<T> text = TextTask.of(job, index, texts.next(), inference);
            textsAhead.add(text);
            charactersAhead += text.characterCount();
            steps.add(text);
            if (textsPulled % readAhead.textsQueuedAtOnce() == 0) {
                steps.startWorker();
            }
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
            if (!text.isDone()) {
                steps.runOrStartWorker(text);
            }
            Scores scores = await(text);
            complete = true;
            return scores;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private Scores await(TextTask<T> text) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("before text " + textsDelivered);
            }
            return text.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled(interrupted);
        }
    }

    private CancellationException cancelled(InterruptedException cause) {
        CancellationException cancelled = new CancellationException("interrupted after " + textsDelivered + " texts");
        cancelled.initCause(cause);
        return cancelled;
    }

    /** Drops the waiting texts, and the waiting windows of long ones. */
    @Override
    public void close() {
        steps.close(job);
        job = Job.ofManyTexts();
        textsAhead.clear();
        charactersAhead = 0;
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
