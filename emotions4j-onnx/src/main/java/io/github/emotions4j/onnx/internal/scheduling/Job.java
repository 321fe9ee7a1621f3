package io.github.emotions4j.onnx.internal.scheduling;

/**
 * The share of a list, a stream or a single text in the shared queue, by start-time fair queueing (Goyal, Vin and Cheng
 * 1996): each window gets a tag, the window with the smallest tag has its turn, and the tags of a job grow with the
 * tokens of its windows.
 *
 * <p>Not thread-safe: the lock of the queue guards it.
 */
final class Job {

    private final boolean single;
    private long nextTag;
    private boolean closed;

    private Job(boolean single) {
        this.single = single;
    }

    static Job ofManyTexts() {
        return new Job(false);
    }

    static Job ofOneText() {
        return new Job(true);
    }

    boolean isSingle() {
        return single;
    }

    boolean isClosed() {
        return closed;
    }

    /** No text of the job is queued any more. */
    void close() {
        closed = true;
    }

    /** The tag of the next window of this job, which costs so many tokens. */
    long takeTag(long virtualTime, long tokens) {
        long tag = Math.max(virtualTime, nextTag);
        nextTag = tag + tokens;
        return tag;
    }

    /** Adds what a window costs more than estimated. A lower tag would come before those that are given already. */
    void addCost(long tokens) {
        nextTag += Math.max(0, tokens);
    }
}
