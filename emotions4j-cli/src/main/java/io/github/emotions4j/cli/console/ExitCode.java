package io.github.emotions4j.cli.console;

/** What the process returns. */
public final class ExitCode {

    /** The command did what it was asked to. */
    public static final int DONE = 0;

    /** The command was understood and failed. */
    public static final int FAILED = 1;

    /** The command was not understood. */
    public static final int WRONG_USAGE = 2;

    private ExitCode() {}
}
