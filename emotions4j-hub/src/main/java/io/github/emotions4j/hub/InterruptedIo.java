package io.github.emotions4j.hub;

import java.io.InterruptedIOException;

/** Turns an interruption into the exception that input and output know, and leaves the thread interrupted. */
final class InterruptedIo {

    private InterruptedIo() {}

    static InterruptedIOException of(String what, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        InterruptedIOException failure = new InterruptedIOException("interrupted while " + what);
        failure.initCause(interrupted);
        return failure;
    }
}
