package io.github.emotions4j.training;

import io.github.emotions4j.core.TrainingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** The steps, epochs and checkpoints of one training run. Not thread-safe. */
final class TrainingRun {

    private final TrainableModel model;
    private final TrainingData data;
    private final TrainingOptions options;
    private final StepGradients stepGradients;
    private final AdamW optimizer;
    private final BatchPlan plan;
    private final LearningRateSchedule schedule;
    private final TrainingCheckpoint checkpoint;
    private final TrainingLog log;
    private final TrainingListener listener;
    private double lossSum;
    private long lossCount;
    private long lastCheckpoint = System.nanoTime();

    TrainingRun(
            TrainableModel model,
            TrainingData data,
            TrainingOptions options,
            Workers workers,
            TrainingCheckpoint checkpoint,
            TrainingLog log,
            TrainingListener listener) {
        this.model = model;
        this.data = data;
        this.options = options;
        this.stepGradients = new StepGradients(model, options, workers);
        this.optimizer =
                new AdamW(model.parameters(), model.tokenEmbeddings()::rowsWithGradient, options.optimizer(), workers);
        this.plan = new BatchPlan(data.train(), options);
        this.schedule = LearningRateSchedule.of(totalSteps(), options.schedule().warmup());
        this.checkpoint = checkpoint;
        this.log = log;
        this.listener = listener;
    }

    long totalSteps() {
        return (long) plan.batchesPerEpoch() * options.schedule().epochs();
    }

    /** Does all steps behind those that are done. */
    void from(long stepsDone) throws IOException {
        int perEpoch = plan.batchesPerEpoch();
        for (int epoch = (int) (stepsDone / perEpoch);
                epoch < options.schedule().epochs();
                epoch++) {
            List<List<EncodedExample>> batches = plan.epoch(epoch);
            for (int i = (int) Math.max(0, stepsDone - (long) epoch * perEpoch); i < perEpoch; i++) {
                long step = (long) epoch * perEpoch + i;
                step(step, epoch, batches.get(i));
                boolean endsEpoch = i == perEpoch - 1;
                if (endsEpoch) {
                    endEpoch(epoch, step);
                }
                checkpointWhenDue(step + 1, endsEpoch);
            }
        }
    }

    private void step(long step, int epoch, List<EncodedExample> examples) throws IOException {
        long began = System.nanoTime();
        double learningRate = options.optimizer().learningRate() * schedule.factor(step);
        StepGradients.LossAndGradients result;
        try (PointerScope scope = new PointerScope()) {
            StepTokenEmbeddings tokens = model.tokenEmbeddings().ofStep(examples);
            result = stepGradients.of(step, examples, tokens);
            requireFinite(result.loss(), step);
            update(result, tokens, step, learningRate);
        }
        lossSum += result.loss();
        lossCount++;
        int tokenCount = examples.stream().mapToInt(EncodedExample::length).sum();
        TrainingListener.Throughput throughput = new TrainingListener.Throughput(
                examples.size(), tokenCount, Duration.ofNanos(System.nanoTime() - began));
        TrainingListener.Step figures =
                new TrainingListener.Step(step + 1, epoch + 1, result.loss(), learningRate, result.norm(), throughput);
        log.write(figures);
        listener.stepDone(figures);
    }

    private void update(
            StepGradients.LossAndGradients result, StepTokenEmbeddings tokens, long step, double learningRate) {
        model.tokenEmbeddings().scatterGradient(tokens, result.gradients());
        optimizer.step(result.gradients(), result.norm(), step + 1, learningRate);
        model.tokenEmbeddings().clearGradient(tokens);
    }

    private static void requireFinite(double loss, long step) {
        if (!Double.isFinite(loss)) {
            throw new TrainingException("loss of step " + (step + 1) + " is " + loss
                    + ", expected a finite number; try a lower learning rate");
        }
    }

    private void endEpoch(int epoch, long step) throws IOException {
        if (!data.dev().isEmpty()) {
            DevScores dev = DevScores.of(stepGradients, data, model.config());
            TrainingListener.Epoch figures = new TrainingListener.Epoch(
                    epoch + 1, step + 1, lossSum / lossCount, dev.loss(), dev.macroF1(), dev.macroF1AtHalf());
            log.write(figures);
            listener.epochDone(figures);
        }
        lossSum = 0;
        lossCount = 0;
    }

    private void checkpointWhenDue(long stepsDone, boolean endsEpoch) throws IOException {
        boolean due = System.nanoTime() - lastCheckpoint
                >= options.runtime().checkpointInterval().toNanos();
        if (due || endsEpoch) {
            checkpoint.write(model.parameters(), stepsDone);
            listener.checkpointWritten(checkpoint.file());
            lastCheckpoint = System.nanoTime();
        }
    }
}
