package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.dataset.HoldOutSplit;
import io.github.emotions4j.dataset.LabelledColumns;
import io.github.emotions4j.dataset.TableFormat;
import io.github.emotions4j.evaluation.calibration.PlattScaling;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.SaturationCheck;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.training.DistillationLoss;
import io.github.emotions4j.training.HeadInitialization;
import io.github.emotions4j.training.TrainingListener;
import io.github.emotions4j.training.TrainingOptions;
import io.github.emotions4j.training.TrainingPrecision;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "anger", "grief");

    private static final TrainingOptions OPTIONS = TrainingOptions.defaults().toBuilder()
            .epochs(12)
            .learningRate(1e-3)
            .headLearningRateFactor(10)
            .batchSize(8)
            .headInitialization(HeadInitialization.LOG_ODDS)
            .precision(TrainingPrecision.FP32)
            .threads(1)
            .checkpointInterval(Duration.ZERO)
            .build();

    private static final Dataset TEST = dataset("test", 40, 3);

    @TempDir
    Path temporary;

    private PretrainedEncoder base;

    @BeforeEach
    void readTinyBert() throws IOException {
        Path folder = Fixtures.tinyBert(temporary.resolve("base"));
        base = new PretrainedEncoder(
                "tiny",
                ModelConfig.read(folder).encoder().orElseThrow(),
                Safetensors.read(folder.resolve("model.safetensors")).weights(),
                Files.readString(folder.resolve("tokenizer.json")));
    }

    // joy when a text says 'a', anger when it says 'z', grief never
    private static Dataset dataset(String name, int count, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = random.nextInt(2);
            String noise = "b c d e f ".substring(0, 2 + 2 * random.nextInt(4));
            examples.add(new Example(noise + (label == 0 ? "a" : "z"), List.of(label), name + i));
        }
        return new Dataset(name, LABELS, examples, "00".repeat(32));
    }

    private static FineTuningData data() {
        return FineTuningData.of(dataset("train", 120, 1), dataset("dev", 60, 2), TEST);
    }

    /** Records what it hears and stops the run after a step, as a kill would. */
    private static final class Recorder implements FineTuningListener {

        private final List<String> heard = new ArrayList<>();
        private final long killAfter;
        private long firstStep;

        Recorder(long killAfter) {
            this.killAfter = killAfter;
        }

        @Override
        public void stageStarted(String stage) {
            heard.add(stage);
        }

        @Override
        public void noticed(String message) {
            heard.add(message);
        }

        @Override
        public void stepDone(TrainingListener.Step step) {
            firstStep = firstStep == 0 ? step.step() : firstStep;
            if (step.step() == killAfter) {
                throw new CancellationException("killed");
            }
        }
    }

    private FineTuningReport run(String output, boolean overwrite, boolean resume, Recorder recorder)
            throws IOException {
        FineTuningOptions options = new FineTuningOptions(OPTIONS, temporary.resolve(output), overwrite, resume, 17);
        return new FineTuning(base, data(), options, recorder).run();
    }

    @Test
    void learnsFromTeachersAgainstTheLabels() throws IOException {
        run("teacher", false, false, new Recorder(0));
        Dataset wrong = new Dataset(
                "wrong",
                LABELS,
                dataset("train", 120, 1).examples().stream()
                        .map(example -> new Example(example.text(), List.of(2), example.id()))
                        .toList(),
                "11".repeat(32));
        TeacherOptions teaching = new TeacherOptions(
                List.of(temporary.resolve("teacher")), List.of("b b b a", "c z"), temporary.resolve("cache"));
        TrainingOptions onlyTeachers = OPTIONS.toBuilder()
                .headInitialization(HeadInitialization.STANDARD)
                .distillation(new DistillationLoss(1, 1))
                .build();
        FineTuningOptions options =
                new FineTuningOptions(onlyTeachers, temporary.resolve("student"), false, false, teaching, 17, true);
        Recorder recorder = new Recorder(0);
        new FineTuning(base, FineTuningData.of(wrong, dataset("dev", 60, 2), TEST), options, recorder).run();
        assertThat(recorder.heard).contains("asking teacher " + temporary.resolve("teacher") + " about 122 texts");
        try (EmotionClassifier student = OnnxEmotionClassifier.load(temporary.resolve("student"))) {
            Scores joyful = student.classify("b c a");
            Scores angry = student.classify("b c z");
            assertThat(joyful.score("joy")).isGreaterThan(joyful.score("anger"));
            assertThat(angry.score("anger")).isGreaterThan(angry.score("joy"));
        }
        assertThat(Files.readString(temporary.resolve("student/README.md")))
                .contains("mean logits of `teacher`; share 1.0 of the loss, temperature 1.0; 2 texts without labels");
    }

    @Test
    void textsWithoutLabelsNeedATeacher() {
        assertThatThrownBy(() -> TeacherOptions.of(List.of(), List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found 1 texts without labels and no teacher, expected at least one");
    }

    @Test
    void calibrationMovesTheClassifierAloneAndKeepsTheOrderOfTexts() throws IOException {
        Recorder recorder = new Recorder(0);
        CalibrationReport fit =
                run("calibrated", false, false, recorder).calibration().orElseThrow();
        FineTuningOptions plain = new FineTuningOptions(
                OPTIONS, temporary.resolve("plain"), false, false, TeacherOptions.none(), 17, false);
        FineTuningReport uncalibrated = new FineTuning(base, data(), plain, new Recorder(0)).run();

        assertThat(uncalibrated.calibration()).isEmpty();
        assertThat(fit.scaling().unchangedLabels()).containsExactly("grief");
        assertThat(recorder.heard)
                .anyMatch(line -> line.startsWith("label 'grief' has no example in dev that differs"));
        assertThat(fit.after().orElseThrow()).isLessThan(fit.before().orElseThrow());
        Weights before = weights("plain");
        Weights after = weights("calibrated");
        assertThat(after.tensors().keySet())
                .filteredOn(name -> !Arrays.equals(values(after, name), values(before, name)))
                .containsExactlyInAnyOrder("classifier.weight", "classifier.bias");
        PlattScaling.Line joy = fit.scaling().lines().get(0);
        try (EmotionClassifier moved = OnnxEmotionClassifier.load(temporary.resolve("calibrated"));
                EmotionClassifier plainly = OnnxEmotionClassifier.load(temporary.resolve("plain"))) {
            double expected = joy.of(logit(plainly.classify("b c a").score("joy")));
            assertThat(logit(moved.classify("b c a").score("joy"))).isCloseTo(expected, within(1e-3));
        }
    }

    private static float[] values(Weights weights, String name) {
        return Objects.requireNonNull(weights.tensors().get(name)).toArray();
    }

    private Weights weights(String folder) throws IOException {
        return Safetensors.read(temporary.resolve(folder).resolve("model.safetensors"))
                .weights();
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void makesAModelFolderThatClassifies() throws IOException {
        Recorder recorder = new Recorder(0);
        FineTuningReport report = run("model", false, false, recorder);
        assertThat(names("model"))
                .containsExactly(
                        "README.md",
                        "config.json",
                        "f1-per-label.png",
                        "model.onnx",
                        "model.safetensors",
                        "model_quantized.onnx",
                        "reliability.png",
                        "thresholds.json",
                        "tokenizer.json",
                        "tokenizer_config.json",
                        "training.jsonl",
                        "training.png");
        assertThat(report.graphs().parity().maxLogitDifference()).isLessThan(1e-4);
        assertThat(SaturationCheck.requireSafe(report.folder().resolve("model_quantized.onnx")))
                .isNotEmpty();
        try (EmotionClassifier classifier = OnnxEmotionClassifier.load(report.folder())) {
            assertThat(classifier.classify("c d a").top(1).get(0).label()).isEqualTo("joy");
            assertThat(classifier.classify("c d z").top(1).get(0).label()).isEqualTo("anger");
        }
    }

    @Test
    void learnsUsersOwnLabelsFromTheirOwnFile() throws IOException {
        StringBuilder csv = new StringBuilder("body,mood\n");
        for (Example example : dataset("train", 200, 5).examples()) {
            csv.append('"')
                    .append(example.text())
                    .append('"')
                    .append(example.labelIds().contains(0) ? ",up\n" : ",down;low\n");
        }
        Path file = Files.writeString(temporary.resolve("mine.csv"), csv);
        LabelledColumns columns = new LabelledColumns("body", "mood", ";", Optional.empty());
        HoldOutSplit parts = HoldOutSplit.of(columns.read(file, TableFormat.csv()), 0.25, 1);
        FineTuningOptions options = new FineTuningOptions(OPTIONS, temporary.resolve("moods"), false, false, 17);

        FineTuningReport report =
                new FineTuning(base, FineTuningData.of(parts.train(), parts.heldOut()), options, new Recorder(0)).run();

        assertThat(ModelConfig.read(report.folder()).labels().names()).containsExactly("down", "low", "up");
        try (EmotionClassifier classifier = OnnxEmotionClassifier.load(report.folder())) {
            assertThat(classifier.classify("c d a").top(1).get(0).label()).isEqualTo("up");
            assertThat(classifier.classify("c d z").top(2))
                    .extracting(LabelScore::label)
                    .containsExactlyInAnyOrder("down", "low");
        }
        assertThat(report.folder().resolve("README.md"))
                .content()
                .contains("training data | mine (train part): ", "## Scores on mine (dev part)");
    }

    @Test
    void theCardTellsRecipeChecksAndScores() throws IOException {
        FineTuningReport report = run("model", false, false, new Recorder(0));
        assertThat(report.results()).hasSize(3);
        assertThat(report.results().get(1).evaluation().macro().f1()).isGreaterThan(0.6);
        assertThat(report.folder().resolve("README.md"))
                .content()
                .contains("| encoder | tiny (2 layers, 32 wide, 4 heads) |")
                .contains("train: 120 texts")
                .contains("logits differ by at most")
                .contains("## Scores on test")
                .contains("`thresholds.json` was chosen on dev with the INT8 graph (f1, exact, per label, score prior")
                .contains("](training.png)", "](f1-per-label.png)", "](reliability.png)")
                .contains("40 examples")
                .contains("ORACLE");
    }

    @Test
    void aLabelWithoutPositivesKeepsOneHalfAndIsNamed() throws IOException {
        Recorder recorder = new Recorder(0);
        FineTuningReport report = run("model", false, false, recorder);
        assertThat(recorder.heard).anyMatch(line -> line.contains("'grief'") && line.contains("0.5"));
        ThresholdsFile thresholds = ThresholdsFile.read(report.folder().resolve("thresholds.json"));
        assertThat(thresholds.entries().get(2).threshold()).isEqualTo(0.5);
        assertThat(thresholds.split()).isEqualTo("dev");
        assertThat(thresholds.dataSha256()).isEqualTo("00".repeat(32));
    }

    @Test
    void aKilledRunGoesOnToTheSameModel() throws IOException {
        run("whole", false, false, new Recorder(0));
        assertThatThrownBy(() -> run("killed", false, false, new Recorder(100))).hasMessage("killed");
        assertThat(names("killed")).containsExactly("checkpoint.safetensors", "training.jsonl");
        Recorder resumed = new Recorder(0);
        run("killed", false, true, resumed);
        assertThat(resumed.firstStep).isEqualTo(100);
        for (String file : List.of("model.safetensors", "model.onnx", "model_quantized.onnx", "thresholds.json")) {
            assertThat(temporary.resolve("killed/" + file))
                    .as(file)
                    .hasSameBinaryContentAs(temporary.resolve("whole/" + file));
        }
    }

    @Test
    void refusesAFolderThatHoldsAModelOrAnUnfinishedRun() throws IOException {
        run("model", false, false, new Recorder(0));
        assertThatThrownBy(() -> run("model", false, false, new Recorder(0)))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("already holds a model");
        assertThatThrownBy(() -> run("model", true, false, new Recorder(20))).hasMessage("killed");
        assertThatThrownBy(() -> run("model", false, false, new Recorder(0)))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("unfinished run");
    }

    @Test
    void refusesToReplaceACardThatSomeoneWrote() throws IOException {
        Path card = Files.createDirectory(temporary.resolve("model")).resolve("README.md");
        Files.writeString(card, "By hand.");

        assertThatThrownBy(() -> run("model", false, false, new Recorder(0)))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("already holds a model (README.md)");
        assertThat(card).hasContent("By hand.");
    }

    @Test
    void refusesAFileAsOutput() throws IOException {
        Files.writeString(temporary.resolve("file"), "x");
        assertThatThrownBy(() -> run("file", false, false, new Recorder(0)))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining("expected a folder");
    }

    @Test
    void namesATextThatIsTooLong() {
        Dataset longText =
                new Dataset("train", LABELS, List.of(new Example("a ".repeat(70), List.of(0), "x")), "00".repeat(32));
        FineTuningOptions options = new FineTuningOptions(OPTIONS, temporary.resolve("model"), false, false, 17);
        FineTuning run =
                new FineTuning(base, FineTuningData.of(longText, dataset("dev", 10, 2)), options, new Recorder(0));
        assertThatThrownBy(run::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("example 1 of train has")
                .hasMessageContaining("expected at most 64");
    }

    @Test
    void refusesDevWithOtherLabels() {
        Dataset dev =
                new Dataset("dev", LabelSet.of("joy"), List.of(new Example("a", List.of(0), "x")), "00".repeat(32));
        assertThatThrownBy(() -> FineTuningData.of(dataset("train", 10, 1), dev))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dev has labels [joy]");
    }

    @Test
    void theTokenizerFileNeitherCutsNorPads() throws IOException {
        String reset = BaseFiles.withoutTruncation("{\"truncation\":{\"max_length\":8},\"padding\":{},\"model\":1}");
        assertThat(reset).isEqualTo("{\"truncation\":null,\"padding\":null,\"model\":1}");
    }

    @Test
    void presetsOfMavenEncodersDifferFromTheCards() {
        assertThat(Presets.of("bge-small-en-v1.5").classifier().headInitialization())
                .isEqualTo(HeadInitialization.LOG_ODDS);
        assertThat(Presets.of("bert-base-uncased").optimizer().learningRate())
                .isLessThan(Presets.of("bge-small-en-v1.5").optimizer().learningRate());
        assertThat(Presets.ofFolder()).isEqualTo(TrainingOptions.defaults());
    }

    @Test
    void aThirdEpochIsOnlyForFolders() {
        assertThat(List.of(
                        "e5-small-v2", "bge-small-en-v1.5", "all-minilm-l6-v2", "bert-base-uncased", "bert-base-cased"))
                .allSatisfy(
                        name -> assertThat(Presets.of(name).schedule().epochs()).isEqualTo(2));
        assertThat(Presets.ofFolder().schedule().epochs()).isEqualTo(3);
    }
}
