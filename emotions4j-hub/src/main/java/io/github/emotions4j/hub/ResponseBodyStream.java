package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an HTTP response as a stream with a read timeout that also reacts to interruption. Java 17's own stream
 * has no read timeout and clears the interrupt flag. For one reader thread.
 */
final class ResponseBodyStream extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {

    private static final List<ByteBuffer> END = List.of(ByteBuffer.allocate(0));

    private final Duration timeout;
    private final String source;
    private final BlockingQueue<List<ByteBuffer>> received = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> unread = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private boolean ended;

    ResponseBodyStream(Duration timeout, String source) {
        this.timeout = timeout;
        this.source = source;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        received.add(bytes);
    }

    @Override
    public void onError(Throwable broken) {
        failure = broken;
        received.add(END);
    }

    @Override
    public void onComplete() {
        received.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads the bytes that have arrived, or waits for the next ones.
     *
     * @return the number of bytes, or -1 at the end
     * @throws TransientHubException if the connection breaks, or no byte arrives within the timeout
     * @throws java.io.InterruptedIOException if the thread is interrupted; its interrupt flag stays set
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (unread.isEmpty() || !unread.element().hasRemaining()) {
            if (ended) {
                return -1;
            }
            if (unread.poll() == null) {
                await();
            }
        }
        ByteBuffer next = unread.element();
        int count = Math.min(length, next.remaining());
        next.get(target, offset, count);
        return count;
    }

    private void await() throws IOException {
        List<ByteBuffer> bytes = receive();
        if (bytes == null) {
            close();
            throw TransientHubException.of("no byte in " + timeout.toMillis() + " ms from " + source);
        }
        if (bytes != END) {
            unread.addAll(bytes);
            request();
            return;
        }
        ended = true;
        Throwable broken = failure;
        if (broken != null) {
            throw TransientHubException.of(
                    "the connection broke while reading " + source,
                    broken instanceof IOException io ? io : new IOException(broken));
        }
    }

    private @Nullable List<ByteBuffer> receive() throws IOException {
        try {
            return received.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            close();
            throw InterruptedIo.of("reading " + source, interrupted);
        }
    }

    private void request() {
        Flow.Subscription current = subscription;
        if (current != null) {
            current.request(1);
        }
    }

    /** Cancels the transfer unless it is complete. */
    @Override
    public void close() {
        ended = true;
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}
