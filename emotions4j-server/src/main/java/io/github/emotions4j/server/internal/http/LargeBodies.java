package io.github.emotions4j.server.internal.http;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;

/**
 * Bounds the memory of large bodies, which slow clients could fill: each connection may hold one. Small bodies do not
 * count, so that they are read beside any number of large ones.
 *
 * <p>Thread-safe.
 */
final class LargeBodies {

    private static final int SMALL_BYTES = 65_536;

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    /** At most so many bytes in all. */
    LargeBodies(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Counts the body of a request until the request has ended, unless it does not fit.
     *
     * @param request says how long its body is, or not
     * @param longest counted where it is not said
     * @return whether it fits
     */
    boolean enter(Request request, int longest) {
        long length = request.getLength() < 0 ? longest : request.getLength();
        if (length <= SMALL_BYTES) {
            return true;
        }
        if (bytes.addAndGet(length) > maxBytes) {
            bytes.addAndGet(-length);
            return false;
        }
        Request.addCompletionListener(request, ended -> bytes.addAndGet(-length));
        return true;
    }
}
