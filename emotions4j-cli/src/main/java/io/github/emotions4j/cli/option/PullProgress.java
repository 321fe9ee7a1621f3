package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.StatusLine;
import io.github.emotions4j.hub.HubModelId;
import io.github.emotions4j.hub.PullListener;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows a download on standard error: the files, and a bar with size, speed and time left. */
final class PullProgress implements PullListener, AutoCloseable {

    private static final double MEGABYTE = 1e6;
    private static final double QUIET_SECONDS = 1;

    private final StatusLine status;
    private final HubModelId id;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private long planned;
    private long fetched;

    PullProgress(Console console, HubModelId id) {
        this(new StatusLine(console), id, System::nanoTime);
    }

    PullProgress(StatusLine status, HubModelId id, LongSupplier nanoClock) {
        this.status = status;
        this.id = id;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
    }

    @Override
    public void noticed(String message) {
        status.say("emotions: " + message);
    }

    @Override
    public void planned(int files, long bytes) {
        planned += bytes;
        status.say(String.format(
                Locale.ROOT,
                "emotions: fetching %s (%d %s, %.1f MB)",
                id,
                files,
                files == 1 ? "file" : "files",
                bytes / MEGABYTE));
    }

    @Override
    public void advanced(long bytes) {
        fetched += bytes;
        double seconds = (nanoClock.getAsLong() - startNanos) / 1e9;
        if (planned > 0 && seconds >= QUIET_SECONDS) {
            show((double) fetched / planned, seconds);
        }
    }

    private void show(double fraction, double seconds) {
        String left = fetched > 0
                ? "  " + StatusLine.clock(Duration.ofSeconds(Math.round(seconds * (1 - fraction) / fraction))) + " left"
                : "";
        status.show(
                fraction,
                String.format(
                        Locale.ROOT,
                        "%.1f of %.1f MB  %.1f MB/s%s",
                        fetched / MEGABYTE,
                        planned / MEGABYTE,
                        fetched / MEGABYTE / seconds,
                        left));
    }

    @Override
    public void close() {
        status.close();
    }
}
