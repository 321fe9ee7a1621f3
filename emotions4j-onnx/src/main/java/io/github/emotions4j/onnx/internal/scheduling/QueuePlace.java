package io.github.emotions4j.onnx.internal.scheduling;

/**
 * Where a text is in the {@link WindowQueue}. A text has at most one window in the queue: the next one to run.
 *
 * <p>Not thread-safe: the lock of the queue guards it.
 */
final class QueuePlace {

    /** The queue that holds the text. */
    enum State {
        OUTSIDE,
        UNTOKENIZED,
        BEING_TOKENIZED,
        WAITING
    }

    State state = State.OUTSIDE;

    /** The smallest tag has its turn. */
    long tag;

    /** Orders equal tags. */
    long arrival;

    /** The next window to run. */
    int window;

    /** What the text adds to the waiting tokens of the queue. */
    long waitingTokens;
}
