package io.github.emotions4j.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The progress of a long job, as one line on standard error: {@code [######----] 60 %  1,200 texts  400/s  0:02 left}.
 * Silent for the first second, drawn a few times a second from then on, erased at the end. Not thread-safe.
 */
public final class ProgressBar implements AutoCloseable {

    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
    private static final String WIPE = "\r\033[K";

    private final PrintStream target;
    private final boolean enabled;
    private final Supplier<OptionalDouble> fractionDone;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private long nextDrawNanos;
    private long texts;
    private boolean drawn;

    /**
     * A bar that starts to measure time now.
     *
     * @param console where to draw; nothing is drawn unless it {@link Console#showsProgress() shows progress}
     * @param fractionDone the share of the work that is done, from 0 to 1, or empty if it is unknown
     */
    public ProgressBar(Console console, Supplier<OptionalDouble> fractionDone) {
        this(console, fractionDone, System::nanoTime);
    }

    ProgressBar(Console console, Supplier<OptionalDouble> fractionDone, LongSupplier nanoClock) {
        this.target = console.error();
        this.enabled = console.showsProgress();
        this.fractionDone = fractionDone;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.nextDrawNanos = startNanos + QUIET_NANOS;
    }

    /** Counts one text and redraws the line if its interval has passed. */
    public void advance() {
        texts++;
        if (enabled && nanoClock.getAsLong() - nextDrawNanos >= 0) {
            draw(nanoClock.getAsLong());
        }
    }

    /** Erases the line. */
    @Override
    public void close() {
        if (drawn) {
            target.print(WIPE);
            target.flush();
            drawn = false;
        }
    }

    private void draw(long now) {
        nextDrawNanos = now + REDRAW_NANOS;
        drawn = true;
        double seconds = (now - startNanos) / 1e9;
        OptionalDouble fraction = fractionDone.get();
        String bar = fraction.isPresent() ? StatusLine.bar(fraction.getAsDouble()) : "";
        String left = fraction.isPresent() ? "  " + timeLeft(seconds, fraction.getAsDouble()) : "";
        target.print(WIPE + bar + String.format(Locale.ROOT, "%,d texts  %,.0f/s", texts, texts / seconds) + left);
        target.flush();
    }

    private static String timeLeft(double seconds, double fraction) {
        if (fraction <= 0) {
            return "";
        }
        return StatusLine.clock(Duration.ofSeconds(Math.round(seconds * (1 - fraction) / fraction))) + " left";
    }
}
