package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.training.HeadInitialization;
import io.github.emotions4j.training.TrainingListener;
import io.github.emotions4j.training.TrainingOptions;
import io.github.emotions4j.training.TrainingPrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfFoldTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "anger");

    private static final TrainingOptions RECIPE = TrainingOptions.defaults().toBuilder()
            .epochs(12)
            .learningRate(1e-3)
            .headLearningRateFactor(10)
            .batchSize(8)
            .headInitialization(HeadInitialization.LOG_ODDS)
            .precision(TrainingPrecision.FP32)
            .threads(1)
            .build();

    private static final TrainingOptions CHECKPOINT_AT_EACH_STEP =
            RECIPE.toBuilder().checkpointInterval(Duration.ZERO).build();

    private static final Set<Integer> PLANTED = Set.of(5, 21, 40, 66, 90, 111);

    // Near-duplicates would be in one fold, and all texts here are a few letters.
    private static final CleaningOptions CLEANING = new CleaningOptions(Optional.empty(), 0.1, 1);

    @TempDir
    private static Path shared;

    private static PretrainedEncoder base;
    private static ScoreMatrix whole;

    @TempDir
    Path temporary;

    @BeforeAll
    static void scoreOnce() throws IOException {
        Path folder = Fixtures.tinyBert(shared.resolve("base"));
        base = new PretrainedEncoder(
                "tiny",
                ModelConfig.read(folder).encoder().orElseThrow(),
                Safetensors.read(folder.resolve("model.safetensors")).weights(),
                Files.readString(folder.resolve("tokenizer.json")));
        whole = scores(RECIPE, shared.resolve("folds"), new CleaningListener() {});
    }

    /** Joy when a text says 'a', anger when it says 'z'; the planted texts have the other label. */
    private static Dataset dataset() {
        Random random = new Random(1);
        Set<String> texts = new LinkedHashSet<>();
        while (texts.size() < 120) {
            String sign = texts.size() % 2 == 0 ? " a " : " z ";
            StringBuilder text = new StringBuilder();
            random.ints(4, 'b', 'g' + 1)
                    .forEach(letter -> text.appendCodePoint(letter).append(sign));
            texts.add(text.toString().strip());
        }
        List<Example> examples = new ArrayList<>();
        for (String text : texts) {
            int index = examples.size();
            int label = PLANTED.contains(index) ? 1 - index % 2 : index % 2;
            examples.add(new Example(text, List.of(label), "id" + index));
        }
        return new Dataset("train", LABELS, examples, "00".repeat(32));
    }

    /** Records what it hears and stops the run after a number of steps, as a kill would. */
    private static final class Recorder implements CleaningListener {

        private final List<String> stages = new ArrayList<>();
        private final List<Long> firstSteps = new ArrayList<>();
        private final int killAfter;
        private int steps;

        Recorder(int killAfter) {
            this.killAfter = killAfter;
        }

        @Override
        public void stageStarted(String stage) {
            stages.add(stage);
        }

        @Override
        public void started(TrainingListener.Start start) {
            firstSteps.add(start.stepsDone());
        }

        @Override
        public void stepDone(TrainingListener.Step step) {
            if (++steps == killAfter) {
                throw new CancellationException("killed");
            }
        }
    }

    private static ScoreMatrix scores(TrainingOptions recipe, Path folder, CleaningListener listener)
            throws IOException {
        OutOfFoldOptions options = new OutOfFoldOptions(3, recipe, folder);
        return DataCleaning.of(dataset(), CLEANING).outOfFoldScores(base, options, listener);
    }

    @Test
    void plantedWrongLabelsAreFound() {
        Review review = DataCleaning.of(dataset(), CLEANING).review(whole, List.of());

        Set<Integer> found = new HashSet<>();
        review.findings().stream()
                .filter(finding -> finding.evidence().kinds().contains(FindingKind.WRONG))
                .forEach(finding -> found.add(finding.row() - 1));
        // recall 1, precision at least 6 in 7
        assertThat(found).containsAll(PLANTED).hasSizeLessThanOrEqualTo(7);
        assertThat(review.findings())
                .filteredOn(finding -> PLANTED.contains(finding.row() - 1))
                .allSatisfy(finding -> assertThat(finding.suggested())
                        .doesNotContain(finding.text().endsWith("a") ? "anger" : "joy"));
    }

    @Test
    void aKilledRunGoesOnWhereItWas() throws IOException {
        Recorder killed = new Recorder(135);
        Recorder resumed = new Recorder(0);

        // 80 texts in steps of 8 for 12 epochs are 120 steps a fold: the kill comes in the second fold
        assertThatThrownBy(() -> scores(CHECKPOINT_AT_EACH_STEP, temporary, killed))
                .isInstanceOf(CancellationException.class);
        ScoreMatrix continued = scores(RECIPE, temporary, resumed);

        assertThat(resumed.stages.get(0)).startsWith("fold 1 of 3: scored before, kept in ");
        assertThat(resumed.stages.get(1)).isEqualTo("fold 2 of 3: learning from 80 texts");
        assertThat(resumed.firstSteps).containsExactly(14L, 0L);
        for (int example = 0; example < 120; example++) {
            for (int label = 0; label < LABELS.size(); label++) {
                assertThat(continued.score(example, label)).isEqualTo(whole.score(example, label));
            }
        }
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .doesNotContain("checkpoint.safetensors")
                    .filteredOn(name -> name.endsWith(".safetensors"))
                    .hasSize(3);
        }
    }

    @Test
    void anotherRecipeDoesNotTakeWhatWasKept() {
        Recorder other = new Recorder(1);
        OutOfFoldOptions options =
                new OutOfFoldOptions(3, RECIPE.toBuilder().epochs(1).build(), shared.resolve("folds"));

        assertThatThrownBy(() -> DataCleaning.of(dataset(), CLEANING).outOfFoldScores(base, options, other))
                .isInstanceOf(CancellationException.class);
        assertThat(other.stages).containsExactly("fold 1 of 3: learning from 80 texts");
    }

    @Test
    void anEncoderThatKnowsTheLabelsIsRefused() {
        PretrainedEncoder taught = new PretrainedEncoder(
                "taught",
                base.config(),
                base.weights(),
                base.tokenizerJson(),
                Optional.of(LABELS),
                Optional.empty(),
                Optional.empty());
        OutOfFoldOptions options = new OutOfFoldOptions(3, RECIPE, temporary);

        assertThatThrownBy(() -> DataCleaning.of(dataset(), CLEANING)
                        .outOfFoldScores(taught, options, new CleaningListener() {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base taught already has a head for the labels of 'train'");
    }
}
