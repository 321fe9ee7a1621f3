package io.github.emotions4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.StatusLine;
import io.github.emotions4j.cli.console.Terminals;
import io.github.emotions4j.training.TrainingListener;
import io.github.emotions4j.training.TrainingPrecision;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void showsLossSpeedAndTimeLeftOfThisRun() {
        TrainingProgress progress = progress();

        progress.started(new TrainingListener.Start(TrainingPrecision.FP32, 2, 400, 100, 1600));
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        progress.stepDone(step(101, 0.25, 50));

        assertThat(text())
                .startsWith("400 steps on 1,600 texts in fp32 with 2 threads, 100 done before\n")
                .endsWith("[########----------------------]  25 %  epoch 2  loss 0.2500  5 texts/s  49:50 left");
    }

    @Test
    void theLossShownIsARunningMean() {
        TrainingProgress progress = progress();

        progress.started(new TrainingListener.Start(TrainingPrecision.FP32, 2, 10, 0, 10));
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        progress.stepDone(step(1, 1.0, 1));
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        progress.stepDone(step(2, 0.0, 1));

        assertThat(text()).endsWith("loss 0.9800  1 texts/s  0:08 left");
    }

    @Test
    void epochsAndNoticesStay() {
        TrainingProgress progress = progress();

        progress.epochDone(new TrainingListener.Epoch(1, 9, 0.2, 0.3, 0.4567, 0.1));
        progress.noticed("label 'grief' has no example");

        assertThat(text().lines())
                .containsExactly(
                        "epoch 1: loss 0.2000, dev loss 0.3000, dev macro-F1 0.457 (0.100 at threshold 0.5)",
                        "label 'grief' has no example");
    }

    private TrainingProgress progress() {
        PrintStream target = new PrintStream(error, true, StandardCharsets.UTF_8);
        Terminals terminals = new Terminals(false, false, true);
        Console console = new Console(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), target, terminals, Map.of());
        return new TrainingProgress(new StatusLine(console, clock::get), clock::get);
    }

    private static TrainingListener.Step step(long step, double loss, int examples) {
        return new TrainingListener.Step(
                step, 2, loss, 1e-4, 1, new TrainingListener.Throughput(examples, 100, Duration.ofMillis(5)));
    }

    private String text() {
        return error.toString(StandardCharsets.UTF_8).replace("\r\033[K", "");
    }
}
