package io.github.emotions4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void saysNothingInTheFirstSecond() {
        ProgressBar bar = bar(new Terminals(false, false, true), OptionalDouble.of(0.5));

        advance(bar, 999);

        assertThat(drawn()).isEmpty();
    }

    @Test
    void showsFractionCountRateAndTimeLeft() {
        ProgressBar bar = bar(new Terminals(false, false, true), OptionalDouble.of(0.25));

        bar.advance();
        advance(bar, 2000);

        assertThat(drawn()).isEqualTo("\r\033[K[########----------------------]  25 %  2 texts  1/s  0:06 left");
    }

    @Test
    void withoutATotalShowsCountAndRate() {
        ProgressBar bar = bar(new Terminals(false, false, true), OptionalDouble.empty());

        advance(bar, 4000);

        assertThat(drawn()).isEqualTo("\r\033[K1 texts  0/s");
    }

    @Test
    void isWipedAtTheEnd() {
        ProgressBar bar = bar(new Terminals(false, false, true), OptionalDouble.empty());

        advance(bar, 4000);
        bar.close();

        assertThat(drawn()).endsWith("/s\r\033[K");
    }

    @Test
    void isDrawnNeitherIntoAFileNorAmongResults() {
        advance(bar(new Terminals(true, false, false), OptionalDouble.empty()), 4000);
        advance(bar(new Terminals(true, true, true), OptionalDouble.empty()), 9000);

        assertThat(drawn()).isEmpty();
    }

    private ProgressBar bar(Terminals terminals, OptionalDouble fraction) {
        PrintStream target = new PrintStream(error, true, StandardCharsets.UTF_8);
        Console console = new Console(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), target, terminals, Map.of());
        return new ProgressBar(console, () -> fraction, clock::get);
    }

    private void advance(ProgressBar bar, long milliseconds) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
        bar.advance();
    }

    private String drawn() {
        return error.toString(StandardCharsets.UTF_8);
    }
}
