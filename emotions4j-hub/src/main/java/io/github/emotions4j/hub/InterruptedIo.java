package io.github.emotions4j.hub;

import java.io.InterruptedIOException;

/** Converts an {@link InterruptedException} to an {@link InterruptedIOException} and sets the interrupt flag again. */
final class InterruptedIo {

    private InterruptedIo() {}

    static InterruptedIOException of(String what, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        InterruptedIOException failure = new InterruptedIOException("interrupted while " + what);
        failure.initCause(interrupted);
        return failure;
    }
}
