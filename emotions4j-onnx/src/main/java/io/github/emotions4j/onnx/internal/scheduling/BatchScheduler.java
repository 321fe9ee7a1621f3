package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Shares the work of all callers between the workers of a classifier. Windows of lists, streams and single texts wait
 * in one queue and share batches. A single text runs at once in its caller's thread while few threads do so.
 *
 * <p>Thread-safe.
 *
 * @param <T> a tokenised text
 */
public final class BatchScheduler<T> implements AutoCloseable {

    /** Seconds of work, so that the other workers have texts while one runs a very long text. */
    private static final int TEXTS_AHEAD_PER_WORKER = 1024;

    /** Bounds the memory of a job whose texts are long. */
    private static final int CHARACTERS_AHEAD_PER_WORKER = 1 << 18;

    /** A source in memory fills the queue faster than a worker starts, and full batches are faster. */
    private static final int TEXTS_QUEUED_AT_ONCE = 64;

    private final BatchInference<T> inference;
    private final int workers;
    private final WorkerPool pool;
    private final StepScheduler<T> steps;
    private int singleTexts;
    private boolean closed;

    /**
     * Makes a scheduler that has no thread yet.
     *
     * @param inference tokenises and runs, in the threads of the workers and of the callers
     * @param workers the most threads that run batches, at least 1
     */
    public BatchScheduler(BatchInference<T> inference, int workers) {
        this.inference = inference;
        this.workers = workers;
        this.pool = new WorkerPool(workers);
        this.steps = new StepScheduler<>(inference, pool, workers);
    }

    /**
     * The number of workers.
     *
     * @return the most threads that run batches, at least 1
     */
    public int workers() {
        return workers;
    }

    /**
     * Scores a single text: at once in the calling thread, or in a batch where as many threads as workers run single
     * texts. The windows of a long text run on several workers.
     *
     * @param text any text
     * @return its scores
     * @throws IllegalStateException if the scheduler is closed
     * @throws CancellationException if the calling thread is interrupted while it waits, or between two windows; the
     *     thread stays interrupted
     */
    public Scores classify(String text) {
        beginSingleText();
        try {
            T tokens = inference.tokenize(text);
            boolean runsAlone = (workers == 1 || inference.windowCount(tokens) == 1) && steps.beginAlone();
            return runsAlone ? classifyAlone(tokens) : classifyQueued(tokens);
        } finally {
            endSingleText();
        }
    }

    private Scores classifyAlone(T tokens) {
        try {
            return inference.classifyAlone(tokens);
        } finally {
            steps.endAlone();
        }
    }

    private Scores classifyQueued(T tokens) {
        TextTask<T> text = TextTask.ofTokenized(Job.ofOneText(), tokens, inference);
        steps.add(text);
        steps.runOrStartWorker(text);
        try {
            return text.await();
        } catch (InterruptedException interrupted) {
            steps.close(text.job());
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("interrupted while the text waited");
            cancelled.initCause(interrupted);
            throw cancelled;
        }
    }

    private synchronized void beginSingleText() {
        requireOpen();
        singleTexts++;
    }

    private synchronized void endSingleText() {
        singleTexts--;
        notifyAll();
    }

    /**
     * Begins a list.
     *
     * @param texts the texts in order, from memory
     * @return the scores in the order of the texts
     * @throws IllegalStateException if the scheduler is closed
     */
    public ScoresSpliterator<T> classifyList(Iterator<String> texts) {
        return classify(texts, TEXTS_QUEUED_AT_ONCE);
    }

    /**
     * Begins a stream. Texts are pulled while the result is read, in the reading thread; each may run as soon as it is
     * pulled, since the source may be slow.
     *
     * @param texts the texts in order
     * @return the scores in the order of the texts
     * @throws IllegalStateException if the scheduler is closed
     */
    public ScoresSpliterator<T> classifyStream(Iterator<String> texts) {
        return classify(texts, 1);
    }

    private ScoresSpliterator<T> classify(Iterator<String> texts, int textsQueuedAtOnce) {
        requireOpen();
        Objects.requireNonNull(texts, "texts");
        ReadAhead readAhead = new ReadAhead(
                workers * TEXTS_AHEAD_PER_WORKER, (long) workers * CHARACTERS_AHEAD_PER_WORKER, textsQueuedAtOnce);
        return new ScoresSpliterator<>(texts, inference, steps, readAhead);
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the classifier is closed");
        }
    }

    /**
     * Refuses new work and waits until the single texts under way have ended. Running batches go on, and readers of
     * lists and streams run the texts that are left. Closing twice does nothing.
     */
    @Override
    public void close() {
        beginClose();
        pool.close();
        awaitSingleTexts();
    }

    private synchronized void beginClose() {
        closed = true;
    }

    private synchronized void awaitSingleTexts() {
        boolean interrupted = false;
        while (singleTexts > 0) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
