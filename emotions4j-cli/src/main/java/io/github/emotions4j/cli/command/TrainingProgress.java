package io.github.emotions4j.cli.command;

import io.github.emotions4j.cleaning.CleaningListener;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.StatusLine;
import io.github.emotions4j.finetuning.FineTuningListener;
import io.github.emotions4j.training.TrainingPrecision;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows training on standard error: stages, a bar with loss, speed and time left, and the F1 of each epoch. */
final class TrainingProgress implements FineTuningListener, CleaningListener, AutoCloseable {

    /** The loss shown is a running mean, because that of one batch jumps. */
    private static final double LOSS_SMOOTHING = 0.98;

    private final StatusLine status;
    private final LongSupplier nanoClock;
    private Start start = new Start(TrainingPrecision.AUTO, 0, 0, 0, 0);
    private long startNanos;
    private long examplesDone;
    private double loss = Double.NaN;

    TrainingProgress(Console console) {
        this(new StatusLine(console), System::nanoTime);
    }

    TrainingProgress(StatusLine status, LongSupplier nanoClock) {
        this.status = status;
        this.nanoClock = nanoClock;
    }

    @Override
    public void stageStarted(String stage) {
        status.say(stage);
    }

    @Override
    public void noticed(String message) {
        status.say(message);
    }

    @Override
    public void started(Start begun) {
        start = begun;
        startNanos = nanoClock.getAsLong();
        examplesDone = 0;
        loss = Double.NaN;
        status.say(String.format(
                Locale.ROOT,
                "%,d steps on %,d texts in %s with %d %s%s",
                begun.totalSteps(),
                begun.examples(),
                begun.precision().name().toLowerCase(Locale.ROOT),
                begun.threads(),
                begun.threads() == 1 ? "thread" : "threads",
                begun.stepsDone() > 0 ? String.format(Locale.ROOT, ", %,d done before", begun.stepsDone()) : ""));
    }

    @Override
    public void stepDone(Step step) {
        examplesDone += step.throughput().examples();
        loss = Double.isNaN(loss) ? step.loss() : LOSS_SMOOTHING * loss + (1 - LOSS_SMOOTHING) * step.loss();
        double seconds = (nanoClock.getAsLong() - startNanos) / 1e9;
        long stepsHere = step.step() - start.stepsDone();
        Duration left = Duration.ofSeconds(Math.round(seconds / stepsHere * (start.totalSteps() - step.step())));
        status.show(
                (double) step.step() / start.totalSteps(),
                String.format(
                        Locale.ROOT,
                        "epoch %d  loss %.4f  %,.0f texts/s  %s left",
                        step.epoch(),
                        loss,
                        examplesDone / seconds,
                        StatusLine.clock(left)));
    }

    @Override
    public void epochDone(Epoch epoch) {
        status.say(String.format(
                Locale.ROOT,
                "epoch %d: loss %.4f, dev loss %.4f, dev macro-F1 %.3f (%.3f at threshold 0.5)",
                epoch.epoch(),
                epoch.trainLoss(),
                epoch.devLoss(),
                epoch.devMacroF1(),
                epoch.devMacroF1AtHalf()));
    }

    @Override
    public void close() {
        status.close();
    }
}
