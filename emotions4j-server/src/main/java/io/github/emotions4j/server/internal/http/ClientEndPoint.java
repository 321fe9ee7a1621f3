package io.github.emotions4j.server.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that knows since when it waits for the rest of the headers, and notices that a client of HTTP/1.1 has
 * left while its request is answered.
 *
 * <p>Thread-safe.
 */
final class ClientEndPoint extends SocketChannelEndPoint {

    private static final int NONE = -1;

    private boolean severalRequestsAtOnce;
    private boolean answering;
    private boolean watched;
    private boolean headersBegan;
    private long headersBeginNanos;

    /** A byte of the next request, which {@link #clientHasLeft()} had to read. */
    private int earlyByte = NONE;

    ClientEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public synchronized int fill(ByteBuffer buffer) throws IOException {
        int filled = earlyByte == NONE ? super.fill(buffer) : fillEarlyByte(buffer);
        if (filled > 0 && !answering && !headersBegan && !severalRequestsAtOnce) {
            headersBegan = true;
            headersBeginNanos = System.nanoTime();
        }
        return filled;
    }

    private int fillEarlyByte(ByteBuffer buffer) {
        int position = BufferUtil.flipToFill(buffer);
        buffer.put((byte) earlyByte);
        BufferUtil.flipToFlush(buffer, position);
        earlyByte = NONE;
        return 1;
    }

    /**
     * The headers of a request have arrived.
     *
     * @param http2 whether further requests arrive while this one is answered
     */
    synchronized void beginAnswer(boolean http2) {
        severalRequestsAtOnce = http2;
        answering = true;
        headersBegan = false;
    }

    /** The body has arrived, so that nobody reads until {@link #endAnswer()}. */
    synchronized void watch() {
        watched = !severalRequestsAtOnce;
    }

    /** The response is about to be written. */
    synchronized void endAnswer() {
        watched = false;
        answering = false;
    }

    /** Whether the client closed the connection. It finds out by reading, so it is for HTTP/1.1 and {@link #watch}. */
    synchronized boolean clientHasLeft() {
        if (!watched || earlyByte != NONE) {
            return false;
        }
        ByteBuffer one = ByteBuffer.allocate(1);
        try {
            int read = getChannel().read(one);
            earlyByte = read == 1 ? one.get(0) & 0xFF : NONE;
            return read < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Closes the connection if the headers of a request have taken longer. */
    void closeIfHeadersTookLonger(long nanos) {
        if (headersTookLonger(nanos)) {
            close();
        }
    }

    private synchronized boolean headersTookLonger(long nanos) {
        return headersBegan && System.nanoTime() - headersBeginNanos > nanos;
    }
}
