package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.core.internal.Sha256;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.DatasetFormatException;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.TunedThresholds;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.card.ModelCard;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTuningTest {

    private static final TuningOptions OPTIONS = TuningOptions.defaults()
            .withSearch(ThresholdSearch.plain(ThresholdCandidates.exact()))
            .withBootstrap(new Bootstrap(10, 1));
    private static final List<String> TEXTS = List.of("hello there", "what a lovely surprise", "no", "thank you");

    @TempDir
    Path folder;

    @BeforeEach
    void copyModel() {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.GRAPH, ModelPart.TOKENIZER, ModelPart.WEIGHTS);
    }

    @Test
    void writesThresholdsThatTheClassifierOfTheFolderUses() throws IOException {
        TuningReport report = FolderTuning.of(folder, OPTIONS).run(data("dev"), data("test"));

        assertThat(report.thresholdsFile()).isEqualTo(folder.resolve("thresholds.json"));
        ThresholdsFile file = ThresholdsFile.read(report.thresholdsFile());
        assertThat(file.split()).isEqualTo("dev");
        assertThat(file.dataSha256()).isEqualTo("sha-dev");
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            assertThat(classifier.thresholds())
                    .isEqualTo(report.tuned().choice().thresholds());
        }
    }

    @Test
    void thresholdsMatchTheScoresCountedByHand() throws IOException {
        double positive;
        double nextLower;
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            List<Float> descending = classifier.classify(TEXTS).stream()
                    .map(scores -> scores.score(0))
                    .sorted((one, two) -> Float.compare(two, one))
                    .toList();
            positive = descending.get(0);
            nextLower = descending.get(1);
        }
        // label 0 belongs to the text with its highest score alone
        TuningReport report = FolderTuning.of(folder, OPTIONS).run(this::ofTheBestText);

        assertThat(report.tuned().choice().thresholds().value(0)).isCloseTo((positive + nextLower) / 2, within(1e-12));
        // all others have no example, so that they keep the fallback
        assertThat(report.tuned().choice().thresholds().value(1)).isEqualTo(0.5);
        EvaluationResult chosen = report.results().get(0);
        assertThat(chosen.evaluation().labels().get(0).counts().f1()).isEqualTo(1);
    }

    @Test
    void resultsOnAnotherSplitHaveHalfTheChosenThresholdsAndTheUpperBound() throws IOException {
        TuningReport report = FolderTuning.of(folder, OPTIONS).run(data("dev"), data("test"));

        assertThat(report.results())
                .extracting(EvaluationResult::origin)
                .containsExactly(ThresholdOrigin.FIXED, ThresholdOrigin.DEV, ThresholdOrigin.ORACLE);
        assertThat(report.tuned().data().name()).isEqualTo("dev");
        assertThat(report.tuned().evaluator().data().name()).isEqualTo("test");
        assertThat(report.calibration()).isEmpty();
    }

    @Test
    void resultsOnDevAloneAreAnUpperBound() throws IOException {
        TuningReport report = FolderTuning.of(folder, OPTIONS).run(data("dev"));

        assertThat(report.results()).extracting(EvaluationResult::origin).containsExactly(ThresholdOrigin.ORACLE);
    }

    @Test
    void writesACardWhereThereIsNoneAndRefreshesItTheNextTime() throws IOException {
        TuningReport first = FolderTuning.of(folder, OPTIONS).run(data("dev"), data("test"));
        TuningReport second = FolderTuning.of(folder, OPTIONS).run(data("dev"), data("test"));

        assertThat(first.card()).isEqualTo(ModelCard.Refresh.WRITTEN);
        assertThat(second.card()).isEqualTo(ModelCard.Refresh.REFRESHED);
        assertThat(folder.resolve("README.md"))
                .content()
                .contains("`thresholds.json` was chosen on dev: 4 examples, SHA-256 `sha-dev`");
    }

    @Test
    void calibrationChangesTheScoresAndIsReportedAndNoted() throws IOException {
        Calibrations calibrations = new Calibrations();
        FolderTuning tuning = new FolderTuning(folder, OPTIONS.withCalibration(true), this::open, calibrations);
        useExportedGraph();
        float before = score();

        TuningReport report = tuning.run(data("dev"), data("test"));

        CalibrationReport calibration = report.calibration().orElseThrow();
        assertThat(calibrations.seen).containsExactly(calibration);
        // label 0 is the first line: p = 1 / (1 + exp(-(scale * logit + offset)))
        double logit = Math.log(before / (1 - before));
        double expected =
                1 / (1 + Math.exp(-calibration.scaling().lines().get(0).of(logit)));
        assertThat((double) score()).isNotEqualTo(before).isCloseTo(expected, within(1e-4));
        assertThat(folder.resolve("README.md"))
                .content()
                .contains("calibrated on the same examples: " + calibration.description());
    }

    @Test
    void theListenerHearsOfTheCalibrationBeforeThresholdsAreWritten() throws IOException {
        useExportedGraph();
        List<Boolean> written = new ArrayList<>();
        TuningListener listener = new TuningListener() {
            @Override
            public void calibrated(CalibrationReport report) {
                written.add(Files.exists(folder.resolve("thresholds.json")));
            }
        };

        new FolderTuning(folder, OPTIONS.withCalibration(true), this::open, listener).run(data("dev"));

        assertThat(written).containsExactly(false);
        assertThat(folder.resolve("thresholds.json")).exists();
    }

    @Test
    void aTestFileThatCannotBeReadLeavesTheFolderAsItWas() throws IOException {
        useExportedGraph();
        FolderTuning.of(folder, OPTIONS).run(data("dev"));
        List<String> before = hashes();
        FolderTuning tuning = FolderTuning.of(folder, OPTIONS.withCalibration(true));

        assertThatThrownBy(() -> tuning.run(data("dev"), labels -> {
                    throw new NoSuchFileException("missing.tsv");
                }))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(hashes()).isEqualTo(before);
    }

    private List<String> hashes() throws IOException {
        List<String> hashes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder).sorted()) {
            for (Path file : files.toList()) {
                hashes.add(file.getFileName() + " " + Sha256.of(file));
            }
        }
        return hashes;
    }

    @Test
    void eachFileOfTextsIsReadOnce() throws IOException {
        useExportedGraph();
        AtomicInteger reads = new AtomicInteger();

        FolderTuning.of(folder, OPTIONS.withCalibration(true)).run(labels -> {
            reads.incrementAndGet();
            return data("dev").read(labels);
        });

        assertThat(reads).hasValue(1);
    }

    @Test
    void theListenerHearsOfTheThresholdsBeforeTheCardIsWritten() throws IOException {
        List<Boolean> cards = new ArrayList<>();
        TuningListener listener = new TuningListener() {
            @Override
            public void thresholdsWritten(Path file, TunedThresholds tuned) {
                assertThat(file).exists();
                cards.add(Files.exists(folder.resolve("README.md")));
            }
        };

        new FolderTuning(folder, OPTIONS, this::open, listener).run(data("dev"));

        assertThat(cards).containsExactly(false);
    }

    @Test
    void everyOpenedClassifierIsClosed() throws IOException {
        useExportedGraph();
        List<OnnxEmotionClassifier> opened = new ArrayList<>();
        FolderTuning tuning = new FolderTuning(
                folder,
                OPTIONS.withCalibration(true),
                () -> {
                    opened.add(open());
                    return opened.get(opened.size() - 1);
                },
                TuningListener.none());

        tuning.run(data("dev"));

        assertThat(opened).hasSize(2).allSatisfy(classifier -> assertThatThrownBy(() -> classifier.classify("late"))
                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void aSingleLabelModelIsNotCalibratedAndStaysAsItWas() throws IOException {
        Path other = TinyModel.BERT_CASED.copyTo(
                folder.resolve("cased"), ModelPart.GRAPH, ModelPart.TOKENIZER, ModelPart.WEIGHTS);

        assertThatThrownBy(() ->
                        FolderTuning.of(other, OPTIONS.withCalibration(true)).run(data("dev")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("compete with each other");
        assertThat(other.resolve("thresholds.json")).doesNotExist();
    }

    @Test
    void aRefusedTextLeavesTheFolderAsItWas() {
        FolderTuning tuning =
                new FolderTuning(folder, OPTIONS, () -> new RefusingClassifier(open()), TuningListener.none());

        assertThatThrownBy(() -> tuning.run(data("dev")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refused 'hello there'");
        assertThat(folder.resolve("thresholds.json")).doesNotExist();
        assertThat(folder.resolve("README.md")).doesNotExist();
    }

    @Test
    void refusesTextsOfOtherLabels() {
        Dataset other = new Dataset("dev", LabelSet.of("fear"), List.of(new Example("no", List.of(0), "1")), "sha-dev");

        assertThatThrownBy(() -> FolderTuning.of(folder, OPTIONS).run(labels -> other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected [fear]");
        assertThat(folder.resolve("thresholds.json")).doesNotExist();
    }

    @Test
    void testTextsThatCannotBeReadLeaveTheFolderAsItWas() {
        assertThatThrownBy(() -> FolderTuning.of(folder, OPTIONS).run(data("dev"), labels -> {
                    throw new DatasetFormatException("no label column in test.csv");
                }))
                .isInstanceOf(DatasetFormatException.class);
        assertThat(folder.resolve("thresholds.json")).doesNotExist();
    }

    @Test
    void refusesAFolderWithoutModel() {
        AtomicInteger reads = new AtomicInteger();

        assertThatThrownBy(
                        () -> FolderTuning.of(folder.resolve("none"), OPTIONS).run(labels -> {
                            reads.incrementAndGet();
                            return data("dev").read(labels);
                        }))
                .isInstanceOf(ModelFormatException.class);
        assertThat(reads).hasValue(0);
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void refusesNull() {
        assertThatThrownBy(() -> FolderTuning.of(null, OPTIONS))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("folder");
        assertThatThrownBy(() -> FolderTuning.of(folder, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("options");
        assertThatThrownBy(() -> new FolderTuning(folder, OPTIONS, null, TuningListener.none()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("opener");
        assertThatThrownBy(() -> new FolderTuning(folder, OPTIONS, this::open, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("listener");
        assertThatThrownBy(() -> new TuningReport(folder, null, Optional.empty(), ModelCard.Refresh.WRITTEN))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("tuned");
    }

    /** Every text has a label of its own, so that calibration has positives and negatives. */
    private static FolderTuning.LabelledTexts data(String name) {
        return labels -> {
            List<Example> examples = new ArrayList<>();
            for (int index = 0; index < TEXTS.size(); index++) {
                examples.add(new Example(TEXTS.get(index), List.of(index), String.valueOf(index)));
            }
            return new Dataset(name, labels, examples, "sha-" + name);
        };
    }

    private Dataset ofTheBestText(LabelSet labels) throws IOException {
        List<Example> examples = new ArrayList<>();
        try (OnnxEmotionClassifier classifier = open()) {
            List<Scores> scores = classifier.classify(TEXTS);
            double best =
                    scores.stream().mapToDouble(score -> score.score(0)).max().orElseThrow();
            for (int index = 0; index < TEXTS.size(); index++) {
                boolean positive = scores.get(index).score(0) == best;
                examples.add(new Example(TEXTS.get(index), positive ? List.of(0) : List.of(), "" + index));
            }
        }
        return new Dataset("dev", labels, examples, "sha-dev");
    }

    // Calibration compares its new graph with the old one, which must be of this library to agree to 1e-4.
    private void useExportedGraph() throws IOException {
        new FolderExport(folder, ExportOptions.defaults(), false).exportFolder(folder);
    }

    private OnnxEmotionClassifier open() throws IOException {
        return OnnxEmotionClassifier.load(folder, OnnxOptions.defaults());
    }

    private float score() throws IOException {
        try (OnnxEmotionClassifier classifier = open()) {
            return classifier.classify("hello there").score(0);
        }
    }

    /** Has the labels of a model, and refuses every text. */
    private record RefusingClassifier(EmotionClassifier model) implements EmotionClassifier {

        @Override
        public LabelSet labels() {
            return model.labels();
        }

        @Override
        public Thresholds thresholds() {
            return model.thresholds();
        }

        @Override
        public Scores classify(String text) {
            throw new IllegalArgumentException("refused '" + text + "'");
        }

        @Override
        public List<Scores> classify(List<String> texts) {
            return texts.stream().map(this::classify).toList();
        }

        @Override
        public Stream<Scores> classify(Stream<String> texts) {
            return texts.map(this::classify);
        }

        @Override
        public void close() {
            model.close();
        }
    }

    private static final class Calibrations implements TuningListener {

        private final List<CalibrationReport> seen = new ArrayList<>();

        @Override
        public void calibrated(CalibrationReport report) {
            seen.add(report);
        }
    }
}
