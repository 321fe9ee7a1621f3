package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.TrainingException;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "anger", "neutral");

    private static final TrainingOptions OPTIONS = TrainingOptions.defaults().toBuilder()
            .epochs(2)
            .learningRate(1e-3)
            .headLearningRateFactor(10)
            .batchSize(8)
            .headInitialization(HeadInitialization.LOG_ODDS)
            .precision(TrainingPrecision.FP32)
            .threads(1)
            .build();

    @TempDir
    Path temporary;

    private PretrainedEncoder encoder;

    @BeforeEach
    void readTinyBert() throws IOException {
        Path folder = Fixtures.tinyBert(temporary.resolve("base"));
        encoder = new PretrainedEncoder(
                "tiny",
                ModelConfig.read(folder).encoder().orElseThrow(),
                Safetensors.read(folder.resolve("model.safetensors")).weights(),
                Files.readString(folder.resolve("tokenizer.json")));
    }

    // The label follows from one token among noise, so that a model which learns gets all of them right.
    private static List<EncodedExample> examples(int count, long seed) {
        Random random = new Random(seed);
        List<EncodedExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = random.nextInt(LABELS.size());
            int[] tokenIds = random.ints(4 + random.nextInt(8), 50, 200).toArray();
            tokenIds[0] = 2;
            tokenIds[1 + random.nextInt(tokenIds.length - 1)] = 20 + label;
            examples.add(EncodedExample.of(tokenIds, List.of(label)));
        }
        return examples;
    }

    private static TrainingData data() {
        return new TrainingData(LABELS, examples(200, 1), examples(60, 2));
    }

    private Path runFolder(String name) throws IOException {
        return Files.createDirectories(temporary.resolve(name));
    }

    private Weights train(TrainingOptions options, String run, TrainingListener listener) throws IOException {
        return new Trainer(encoder, data(), options, runFolder(run), listener).train();
    }

    private static Map<String, float[]> values(Weights weights) {
        Map<String, float[]> values = new HashMap<>();
        weights.tensors().forEach((name, tensor) -> values.put(name, tensor.toArray()));
        return values;
    }

    private static void assertSame(Weights found, Weights expected) {
        Map<String, float[]> foundValues = values(found);
        values(expected)
                .forEach((name, tensor) ->
                        assertThat(foundValues.get(name)).as(name).containsExactly(tensor));
    }

    /** Records what it hears and stops the run after a step, as a kill would. */
    private static final class Recorder implements TrainingListener {

        private final List<Double> losses = new ArrayList<>();
        private final List<Epoch> epochs = new ArrayList<>();
        private final List<Start> starts = new ArrayList<>();
        private final long killAfter;

        Recorder(long killAfter) {
            this.killAfter = killAfter;
        }

        @Override
        public void started(Start start) {
            starts.add(start);
        }

        @Override
        public void stepDone(Step step) {
            losses.add(step.loss());
            if (step.step() == killAfter) {
                throw new CancellationException("killed");
            }
        }

        @Override
        public void epochDone(Epoch epoch) {
            epochs.add(epoch);
        }
    }

    @Test
    void learnsLabelsThatFollowFromOneToken() throws IOException {
        Recorder recorder = new Recorder(0);
        train(OPTIONS.toBuilder().epochs(12).build(), "learn", recorder);
        assertThat(recorder.epochs).hasSize(12);
        assertThat(recorder.epochs.get(11).devMacroF1()).isGreaterThan(0.95);
        assertThat(recorder.epochs.get(11).devLoss())
                .isLessThan(recorder.epochs.get(0).devLoss() / 2);
    }

    @Test
    void sameSeedGivesTheSameWeightsAndAnotherSeedDoesNot() throws IOException {
        Weights first = train(OPTIONS, "first", new Recorder(0));
        Weights second = train(OPTIONS, "second", new Recorder(0));
        Weights other = train(OPTIONS.toBuilder().seed(7).build(), "other", new Recorder(0));
        assertSame(second, first);
        assertThat(values(other).get("classifier.weight"))
                .isNotEqualTo(values(first).get("classifier.weight"));
    }

    @Test
    void resumesAKilledRunToTheWeightsOfAnUninterruptedOne() throws IOException {
        Weights whole = train(OPTIONS, "whole", new Recorder(0));
        TrainingOptions everyStep =
                OPTIONS.toBuilder().checkpointInterval(Duration.ZERO).build();
        assertThatThrownBy(() -> train(everyStep, "killed", new Recorder(33))).hasMessage("killed");
        Recorder resumed = new Recorder(0);
        Trainer trainer = new Trainer(encoder, data(), everyStep, runFolder("killed"), resumed);
        assertSame(trainer.resume(), whole);
        assertThat(resumed.starts.get(0).stepsDone()).isEqualTo(32);
        assertThat(stepsIn(temporary.resolve("killed/training.jsonl")))
                .isEqualTo(stepsIn(temporary.resolve("whole/training.jsonl")))
                .hasSize(50);
    }

    @Test
    void resumesARunWithTeachersAndLayerDecay() throws IOException {
        TrainingOptions options = OPTIONS.toBuilder()
                .layerwiseLearningRateDecay(0.8)
                .distillation(new DistillationLoss(2, 0.5))
                .checkpointInterval(Duration.ZERO)
                .build();
        TrainingData taught = new TrainingData(
                LABELS,
                examples(200, 1).stream()
                        .map(example -> example.withTeacherLogits(
                                new float[] {example.labelIds().get(0), 0, -1}))
                        .toList(),
                List.of());
        Weights whole = new Trainer(encoder, taught, options, runFolder("whole"), new Recorder(0)).train();
        Trainer killed = new Trainer(encoder, taught, options, runFolder("killed"), new Recorder(20));
        assertThatThrownBy(killed::train).hasMessage("killed");
        assertSame(new Trainer(encoder, taught, options, runFolder("killed"), new Recorder(0)).resume(), whole);
    }

    @Test
    void teachersMayContradictTheLabels() throws IOException {
        List<EncodedExample> contradicted = examples(200, 1).stream()
                .map(example -> EncodedExample.unlabelled(
                        example.tokenIds(), logits((example.labelIds().get(0) + 1) % 3)))
                .toList();
        Recorder recorder = new Recorder(0);
        TrainingOptions options = OPTIONS.toBuilder().epochs(12).build();
        TrainingData data = new TrainingData(LABELS, contradicted, examples(60, 2));
        new Trainer(encoder, data, options, runFolder("taught"), recorder).train();
        assertThat(recorder.epochs.get(11).devMacroF1AtHalf()).isLessThan(0.1);
    }

    private static float[] logits(int label) {
        float[] logits = {-5, -5, -5};
        logits[label] = 5;
        return logits;
    }

    // step, loss and rate of every line; times differ from run to run
    private static List<String> stepsIn(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("\"loss\""))
                .map(line -> line.replaceAll(",\"gradientNorm\".*", ""))
                .toList();
    }

    @Test
    void refusesACheckpointOfAnotherRun() throws IOException {
        train(OPTIONS, "run", new Recorder(0));
        TrainingOptions other = OPTIONS.toBuilder().learningRate(5e-4).build();
        Trainer trainer = new Trainer(encoder, data(), other, runFolder("run"), new Recorder(0));
        assertThatThrownBy(trainer::resume)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("checkpoint is of another run")
                .hasMessageContaining("checkpoint.safetensors");
    }

    @Test
    void stopsWhenTheLossIsNoNumber() {
        TrainingOptions wild = OPTIONS.toBuilder().learningRate(1e30).build();
        assertThatThrownBy(() -> train(wild, "wild", new Recorder(0)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("expected a finite number");
    }

    @Test
    void bf16LearnsToo() throws IOException {
        Recorder recorder = new Recorder(0);
        train(OPTIONS.toBuilder().epochs(12).precision(TrainingPrecision.BF16).build(), "bf16", recorder);
        assertThat(recorder.starts.get(0).precision()).isEqualTo(TrainingPrecision.BF16);
        assertThat(recorder.epochs.get(11).devMacroF1()).isGreaterThan(0.95);
    }

    @Test
    void freesAllNativeMemory() throws IOException {
        train(OPTIONS, "warm", new Recorder(0));
        long before = Pointer.totalCount();
        train(OPTIONS, "again", new Recorder(0));
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void refusesATokenThatTheVocabularyLacks() {
        EncodedExample wrong = EncodedExample.of(new int[] {2, 1_000_000}, List.of(0));
        TrainingData data = new TrainingData(LABELS, List.of(wrong), List.of());
        assertThatThrownBy(() -> new Trainer(encoder, data, OPTIONS, temporary, new Recorder(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token id 1000000");
    }

    @Test
    void refusesATextLongerThanTheEncoder() {
        EncodedExample wrong = EncodedExample.of(new int[65], List.of(0));
        TrainingData data = new TrainingData(LABELS, List.of(wrong), List.of());
        assertThatThrownBy(() -> new Trainer(encoder, data, OPTIONS, temporary, new Recorder(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 65 tokens, expected at most 64");
    }

    @Test
    void refusesALabelOutsideTheSet() {
        EncodedExample wrong = EncodedExample.of(new int[] {2}, List.of(3));
        assertThatThrownBy(() -> new TrainingData(LABELS, List.of(wrong), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label id 3 of training example 0");
    }
}
