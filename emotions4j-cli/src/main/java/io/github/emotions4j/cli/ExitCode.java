package io.github.emotions4j.cli;

/** What the process returns. */
final class ExitCode {

    /** The command did what it was asked to. */
    static final int DONE = 0;

    /** The command was understood and failed. */
    static final int FAILED = 1;

    /** The command was not understood. */
    static final int WRONG_USAGE = 2;

    private ExitCode() {}
}
