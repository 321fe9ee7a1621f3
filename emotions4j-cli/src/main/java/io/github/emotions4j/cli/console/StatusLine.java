package io.github.emotions4j.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A progress bar on standard error, with messages above it. On a terminal it is redrawn in place; elsewhere it is
 * written as a new line at intervals. Not thread-safe.
 */
public final class StatusLine implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final String WIPE = "\r\033[K";
    private static final long TERMINAL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long FILE_NANOS = Duration.ofMinutes(1).toNanos();

    private final PrintStream target;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private long nextNanos;
    private boolean drawn;

    /**
     * Makes a line that has not been drawn yet.
     *
     * @param console where to draw
     */
    public StatusLine(Console console) {
        this(console, System::nanoTime);
    }

    /**
     * Makes a line with another clock.
     *
     * @param console where to draw
     * @param nanoClock the time in nanoseconds, as {@link System#nanoTime()}
     */
    public StatusLine(Console console, LongSupplier nanoClock) {
        this.target = console.error();
        this.terminal = console.terminals().error();
        this.nanoClock = nanoClock;
        this.nextNanos = nanoClock.getAsLong();
    }

    /**
     * Prints a message above the bar.
     *
     * @param message one line
     */
    public void say(String message) {
        wipe();
        target.println(message);
    }

    /**
     * Redraws the bar if its interval has passed.
     *
     * @param fraction the share of the work that is done, from 0 to 1
     * @param text the text behind the bar
     */
    public void show(double fraction, String text) {
        long now = nanoClock.getAsLong();
        if (now - nextNanos < 0) {
            return;
        }
        nextNanos = now + (terminal ? TERMINAL_NANOS : FILE_NANOS);
        String line = bar(fraction) + text;
        if (terminal) {
            target.print(WIPE + line);
            target.flush();
            drawn = true;
        } else {
            target.println(line);
        }
    }

    /** Erases the bar. */
    @Override
    public void close() {
        wipe();
    }

    private void wipe() {
        if (drawn) {
            target.print(WIPE);
            target.flush();
            drawn = false;
        }
    }

    static String bar(double fraction) {
        int full = (int) Math.round(fraction * WIDTH);
        return String.format(
                Locale.ROOT, "[%s%s] %3.0f %%  ", "#".repeat(full), "-".repeat(WIDTH - full), fraction * 100);
    }

    /**
     * A duration as a clock shows it.
     *
     * @param duration not negative
     * @return as in {@code 0:07}, {@code 12:30} or {@code 1:02:03}
     */
    public static String clock(Duration duration) {
        return duration.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart())
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart());
    }
}
