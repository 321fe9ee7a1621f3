package io.github.emotions4j.cli.console;

/** The exit codes of the process. */
public final class ExitCode {

    /** The command succeeded. */
    public static final int DONE = 0;

    /** The command failed. */
    public static final int FAILED = 1;

    /** The arguments are wrong. */
    public static final int WRONG_USAGE = 2;

    private ExitCode() {}
}
