package io.github.emotions4j.cli.console;

import java.io.IOException;

/** The reader of standard output has closed the pipe, as {@code head} does. This is no error for the user. */
public final class ClosedPipeException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param cause what the operating system reported
     */
    public ClosedPipeException(IOException cause) {
        super("standard output was closed by its reader", cause);
    }
}
