package io.github.emotions4j.cli.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a command reads from and writes to.
 *
 * @param input standard input, unbuffered
 * @param output standard output, buffered; results only
 * @param error standard error in UTF-8, for everything else
 * @param terminals which of the three are terminals
 * @param environment the environment variables
 */
public record Console(
        InputStream input,
        OutputStream output,
        PrintStream error,
        Terminals terminals,
        Map<String, String> environment) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** The streams and a snapshot of the environment. */
    public Console {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(terminals, "terminals");
        environment = Map.copyOf(environment);
    }

    /**
     * The streams of this process, in UTF-8 whatever the locale.
     *
     * @return the console
     */
    public static Console system() {
        OutputStream output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        OutputStream error = new FileOutputStream(FileDescriptor.err);
        return new Console(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(output, BUFFER_BYTES),
                new PrintStream(error, true, StandardCharsets.UTF_8),
                Terminals.detect(),
                System.getenv());
    }

    /**
     * Whether results may be coloured: on a terminal that is not {@code dumb}, unless {@code NO_COLOR} is set.
     *
     * @return true when colour is welcome
     */
    public boolean isColoured() {
        return terminals.output()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /**
     * Whether a progress bar may be drawn: standard error is a terminal and results do not appear on the same one.
     *
     * @return true when a progress bar is welcome
     */
    public boolean showsProgress() {
        return terminals.error() && !terminals.output();
    }

    /**
     * Prints a line of results.
     *
     * @param format as {@link String#format(Locale, String, Object...)} takes it, in the root locale
     * @param arguments what to put into it
     * @throws IOException if writing fails
     */
    public void println(String format, Object... arguments) throws IOException {
        String line = String.format(Locale.ROOT, format, arguments) + "\n";
        output.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
