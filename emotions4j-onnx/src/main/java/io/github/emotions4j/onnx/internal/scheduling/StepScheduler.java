package io.github.emotions4j.onnx.internal.scheduling;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the waiting texts of all jobs, in steps: a step tokenises some texts and runs one batch. Steps run in the
 * threads of a pool, and in the thread of a reader who waits for a text that nobody has taken. Each takes one of as
 * many places as there are workers. A step that leaves work behind starts one more worker, so they start one after the
 * other as needed.
 *
 * <p>Single texts in their callers' threads are only counted here.
 *
 * <p>Thread-safe.
 *
 * @param <T> a tokenised text
 */
final class StepScheduler<T> {

    /** Texts that a worker tokenises at a time, some milliseconds of work. */
    private static final int MAX_TEXTS_TOKENIZED_AT_ONCE = 64;

    private static final int MAX_CHARACTERS_TOKENIZED_AT_ONCE = 1 << 14;

    /** A caller behind an HTTP server takes so long to write its scores, and to read and queue its next text. */
    private static final long MAX_NANOS_PER_CALLER = 600_000;

    /** Callers in the same process come back much sooner, and others may not come back at all. */
    private static final long MAX_NANOS_BETWEEN_CALLERS = 1_000_000;

    private final Executor pool;
    private final int workers;
    private final BatchInference<T> inference;
    private final BatchRun<T> batchRun;
    private final WindowQueue<T> queue = new WindowQueue<>();

    /** Places of running steps, and of the worker that is about to start. */
    private int takenPlaces;

    private boolean workerIsStarting;
    private int runningBatches;
    private int batchesWithSingles;
    private int runningAlone;
    private int pausingWorkers;
    private long arrivedTexts;

    /**
     * @param pool runs a task in any thread, later or at once, or rejects it
     * @param workers the most steps that run at a time, at least 1
     */
    StepScheduler(BatchInference<T> inference, Executor pool, int workers) {
        this.pool = pool;
        this.workers = workers;
        this.inference = inference;
        this.batchRun = new BatchRun<>(inference);
    }

    /** Queues a text. A later {@link #startWorker} or {@link #runOrStartWorker} makes it run. */
    synchronized void add(TextTask<T> text) {
        queue.add(text);
        arrivedTexts++;
        if (pausingWorkers > 0) {
            notifyAll();
        }
    }

    /** Drops the waiting windows of a job, whose tasks stay unfinished. Batches under way end. */
    synchronized void close(Job job) {
        queue.close(job);
    }

    /**
     * Starts one more worker, if texts wait, a place is free and no worker is about to start. Where the pool starts
     * none, the calling thread runs the texts: others may count on the place that it has taken.
     */
    void startWorker() {
        if (reserveWorker() && !submitWorker()) {
            runSteps();
        }
    }

    private synchronized boolean reserveWorker() {
        boolean reserves = !workerIsStarting && takenPlaces < workers && !queue.isEmpty();
        workerIsStarting |= reserves;
        takenPlaces += reserves ? 1 : 0;
        return reserves;
    }

    /** False where the pool starts no worker, because the classifier is closed or there is no memory for a thread. */
    private boolean submitWorker() {
        try {
            pool.execute(this::work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            workerStarted();
            return false;
        }
    }

    private synchronized void workerStarted() {
        workerIsStarting = false;
    }

    private void work() {
        workerStarted();
        runSteps();
    }

    private void runSteps() {
        while (goesOn()) {
            runStep(null);
        }
    }

    /** Gives up the place of this thread where nothing waits: under one lock, so that no text is overlooked. */
    private synchronized boolean goesOn() {
        boolean goesOn = !queue.isEmpty();
        takenPlaces -= goesOn ? 0 : 1;
        return goesOn;
    }

    /**
     * Runs a batch that starts with this text in the calling thread, if the text waits and a place is free. Otherwise
     * it starts a worker if needed.
     */
    void runOrStartWorker(TextTask<T> text) {
        if (!beginStep(text)) {
            startWorker();
            return;
        }
        runStep(text);
        // A reader who kept its place could hold up other jobs for ever.
        if (handOver() && !submitWorker()) {
            runSteps();
        }
    }

    private synchronized boolean beginStep(TextTask<T> text) {
        boolean begins = takenPlaces < workers && queue.isWaiting(text);
        takenPlaces += begins ? 1 : 0;
        return begins;
    }

    /** Gives the place of this thread to a worker that starts, or gives it up. */
    private synchronized boolean handOver() {
        boolean handsOver = !workerIsStarting && !queue.isEmpty();
        workerIsStarting |= handsOver;
        takenPlaces -= handsOver ? 0 : 1;
        return handsOver;
    }

    private void runStep(@Nullable TextTask<T> wanted) {
        try {
            tokenizeNext(wanted);
            run(takeBatch(wanted, limits()));
        } catch (RuntimeException | Error failed) {
            // A bug or no memory: nobody must wait for ever for a text that this step dropped.
            failAll(failed);
        }
    }

    private void tokenizeNext(@Nullable TextTask<T> wanted) {
        List<TextTask<T>> texts = takeUntokenized(wanted);
        if (texts.isEmpty()) {
            return;
        }
        try {
            startWorker();
            texts.forEach(TextTask::tokenize);
            addTokenized(texts);
        } catch (RuntimeException | Error failed) {
            texts.forEach(text -> text.fail(failed));
            throw failed;
        }
    }

    private synchronized List<TextTask<T>> takeUntokenized(@Nullable TextTask<T> wanted) {
        return queue.takeUntokenized(wanted, MAX_TEXTS_TOKENIZED_AT_ONCE, MAX_CHARACTERS_TOKENIZED_AT_ONCE);
    }

    private synchronized void addTokenized(List<TextTask<T>> texts) {
        texts.forEach(queue::addTokenized);
    }

    /** The first call may take seconds, so it comes outside the lock, and only where a batch needs it. */
    private BatchLimits limits() {
        return hasSeveralWindows() ? inference.limits() : BatchLimits.ONE_BY_ONE;
    }

    private synchronized boolean hasSeveralWindows() {
        return queue.hasSeveralWindows();
    }

    private synchronized Batch<T> takeBatch(@Nullable TextTask<T> wanted, BatchLimits limits) {
        Batch<T> batch = queue.take(wanted, Math.max(1, workers - runningBatches), limits);
        runningBatches++;
        batchesWithSingles += batch.shortSingles() > 0 ? 1 : 0;
        return batch;
    }

    private void run(Batch<T> batch) {
        try {
            startWorker();
            batchRun.run(batch);
            awaitNextTexts(batch.shortSingles());
        } catch (RuntimeException | Error failed) {
            batch.fail(failed);
            throw failed;
        } finally {
            batchEnded(batch);
        }
    }

    /**
     * Waits for the next texts of callers whose scores are ready now, so that they share the next batch. Without it, a
     * worker goes on with the few texts that wait at this moment, while it holds the core that the callers need.
     */
    private synchronized void awaitNextTexts(int callers) {
        long deadline = System.nanoTime() + callers * MAX_NANOS_PER_CALLER;
        pausingWorkers++;
        try {
            boolean mayArrive = callers > 1;
            // Lists and streams fill the next batch, so nobody has to wait for more.
            while (mayArrive && queue.shortSingles() < callers && queue.hasOnlyShortSingles()) {
                mayArrive = textArrives(deadline);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            pausingWorkers--;
        }
    }

    /** Waits for one more text, but not for long: without arrivals the callers have nothing more to ask. */
    private boolean textArrives(long deadline) throws InterruptedException {
        long arrivedBefore = arrivedTexts;
        long end = Math.min(deadline, System.nanoTime() + MAX_NANOS_BETWEEN_CALLERS);
        for (long nanos = end - System.nanoTime(); nanos > 0; nanos = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            if (arrivedTexts != arrivedBefore) {
                return true;
            }
        }
        return false;
    }

    private synchronized void batchEnded(Batch<T> batch) {
        runningBatches--;
        batchesWithSingles -= batch.shortSingles() > 0 ? 1 : 0;
        for (Batch.Entry<T> entry : batch.entries()) {
            if (entry.text().isDone()) {
                // The next window of a long text that failed.
                queue.remove(entry.text());
            }
        }
    }

    private void failAll(Throwable failure) {
        clear().forEach(text -> text.fail(failure));
    }

    private synchronized List<TextTask<T>> clear() {
        return queue.clear();
    }

    /**
     * Begins a single text in its caller's thread, if no other single text waits and fewer threads than workers run
     * single texts. Lists and streams do not count.
     *
     * @return false where the text is to be queued; else {@link #endAlone} must follow
     */
    synchronized boolean beginAlone() {
        boolean begins = queue.shortSingles() == 0 && runningAlone + batchesWithSingles < workers;
        runningAlone += begins ? 1 : 0;
        return begins;
    }

    synchronized void endAlone() {
        runningAlone--;
    }
}
