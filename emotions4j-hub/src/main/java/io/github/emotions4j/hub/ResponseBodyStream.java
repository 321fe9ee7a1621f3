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
 * The body of an answer as a stream that gives up when it stays silent for too long, and ends when its reader is
 * interrupted. Java 17's own stream waits for ever and forgets that it was interrupted. For one reader.
 */
final class ResponseBodyStream extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {

    private static final List<ByteBuffer> END = List.of(ByteBuffer.allocate(0));

    private final Duration patience;
    private final String source;
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private boolean ended;

    ResponseBodyStream(Duration patience, String source) {
        this.patience = patience;
        this.source = source;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrived.add(bytes);
    }

    @Override
    public void onError(Throwable broken) {
        failure = broken;
        arrived.add(END);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads.
     *
     * @return the number of bytes, or -1 at the end
     * @throws TransientHubException if the connection breaks or stays silent
     * @throws java.io.InterruptedIOException if the thread is interrupted; it stays interrupted
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (waiting.isEmpty() || !waiting.element().hasRemaining()) {
            if (ended) {
                return -1;
            }
            if (waiting.poll() == null) {
                await();
            }
        }
        ByteBuffer next = waiting.element();
        int count = Math.min(length, next.remaining());
        next.get(target, offset, count);
        return count;
    }

    private void await() throws IOException {
        List<ByteBuffer> bytes = arrival();
        if (bytes == null) {
            close();
            throw TransientHubException.of("no byte in " + patience.toMillis() + " ms from " + source);
        }
        if (bytes != END) {
            waiting.addAll(bytes);
            request();
            return;
        }
        ended = true;
        Throwable broken = failure;
        if (broken != null) {
            throw TransientHubException.of(
                    "the connection broke during " + source,
                    broken instanceof IOException io ? io : new IOException(broken));
        }
    }

    private @Nullable List<ByteBuffer> arrival() throws IOException {
        try {
            return arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
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

    /** Hangs up, unless all has come. */
    @Override
    public void close() {
        ended = true;
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}
