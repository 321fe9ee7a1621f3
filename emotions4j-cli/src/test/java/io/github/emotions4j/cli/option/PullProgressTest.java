package io.github.emotions4j.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.StatusLine;
import io.github.emotions4j.cli.console.Terminals;
import io.github.emotions4j.hub.HubModelId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PullProgressTest {

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private long nanos;

    @Test
    void saysWhatComesAndDrawsABar() {
        try (PullProgress progress = progress()) {
            progress.planned(2, 40_000_000);
            progress.advanced(0);
            pass(4);
            progress.advanced(10_000_000);
            pass(4);
            progress.advanced(-5_000_000);
            progress.noticed("waiting");
        }

        assertThat(error.toString(StandardCharsets.UTF_8))
                .startsWith("emotions: fetching org/name (2 files, 40.0 MB)\n\r\033[K[########")
                .contains("[########----------------------]  25 %  10.0 of 40.0 MB  2.5 MB/s  0:12 left")
                .contains(" 13 %  5.0 of 40.0 MB  0.6 MB/s  0:56 left")
                .endsWith("emotions: waiting\n");
    }

    private PullProgress progress() {
        Console console = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(error, true, StandardCharsets.UTF_8),
                new Terminals(false, false, true),
                Map.of());
        return new PullProgress(new StatusLine(console, () -> nanos), HubModelId.parse("org/name"), () -> nanos);
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
