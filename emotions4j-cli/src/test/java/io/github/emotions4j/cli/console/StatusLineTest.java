package io.github.emotions4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void redrawsInPlaceOnATerminalAndWipesBeforeAMessage() {
        StatusLine line = line(true);

        line.show(0.5, "half");
        line.show(0.6, "too soon");
        line.say("done");

        assertThat(text()).isEqualTo("\r\033[K[###############---------------]  50 %  half\r\033[Kdone\n");
    }

    @Test
    void writesALineAMinuteElsewhere() {
        StatusLine line = line(false);

        line.show(0.1, "a");
        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        line.show(0.2, "b");
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        line.show(1.0, "c");
        line.close();

        assertThat(text())
                .isEqualTo("[###---------------------------]  10 %  a\n[##############################] 100 %  c\n");
    }

    @Test
    void showsDurationsAsAClock() {
        assertThat(StatusLine.clock(Duration.ofSeconds(7))).isEqualTo("0:07");
        assertThat(StatusLine.clock(Duration.ofMinutes(59))).isEqualTo("59:00");
        assertThat(StatusLine.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
    }

    private StatusLine line(boolean terminal) {
        PrintStream target = new PrintStream(error, true, StandardCharsets.UTF_8);
        Console console = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                target,
                new Terminals(false, false, terminal),
                Map.of());
        return new StatusLine(console, clock::get);
    }

    private String text() {
        return error.toString(StandardCharsets.UTF_8);
    }
}
