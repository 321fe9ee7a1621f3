package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdTuningTest {

    private static final ThresholdSearch SEARCH = ThresholdSearch.plain(ThresholdCandidates.exact());
    private static final Bootstrap BOOTSTRAP = new Bootstrap(20, 3);

    private final ThresholdTuning tuning = new ThresholdTuning(SEARCH, BOOTSTRAP);

    @Test
    void choosesOnDevAndEvaluatesOnTest() throws IOException {
        TunedThresholds tuned = tuning.tune(SmallData.system(), SmallData.DEV, SmallData.TEST);

        // half way between the score of the only positive and the next lower score
        assertThat(tuned.choice().thresholds().toArray())
                .containsExactly((0.9f + 0.6f) / 2, ((double) 0.3f + 0.2f) / 2);
        assertThat(tuned.data()).isEqualTo(SmallData.DEV);
        assertThat(tuned.search()).isEqualTo(SEARCH);
        assertThat(tuned.evaluator().data()).isEqualTo(SmallData.TEST);
        assertThat(tuned.results()).hasSize(3).isEqualTo(tuned.cardResults());
        assertThat(tuned.results())
                .extracting(EvaluationResult::origin)
                .containsExactly(ThresholdOrigin.FIXED, ThresholdOrigin.DEV, ThresholdOrigin.ORACLE);
        assertThat(tuned.results().get(0).evaluation().macro().f1()).isEqualTo(1.0 / 3);
        assertThat(tuned.results().get(1).evaluation().macro().f1()).isEqualTo(1);
        assertThat(tuned.results().get(2).evaluation().macro().f1()).isEqualTo(1);
    }

    @Test
    void onTheSameDataOnlyTheUpperBoundIsPrintedAndTheCardAlsoHasHalf() throws IOException {
        TunedThresholds tuned = tuning.tune(SmallData.system(), SmallData.DEV);

        assertThat(tuned.results()).extracting(EvaluationResult::origin).containsExactly(ThresholdOrigin.ORACLE);
        assertThat(tuned.cardResults())
                .extracting(EvaluationResult::origin)
                .containsExactly(ThresholdOrigin.FIXED, ThresholdOrigin.ORACLE);
        assertThat(tuned.evaluator().data()).isEqualTo(SmallData.DEV);
    }

    @Test
    void theSameFileAsDevAndTestIsAnUpperBoundToo() throws IOException {
        TunedThresholds tuned = tuning.tune(SmallData.system(), SmallData.DEV, SmallData.DEV);

        assertThat(tuned.results()).extracting(EvaluationResult::origin).containsExactly(ThresholdOrigin.ORACLE);
    }

    @Test
    void everyResultHasIntervals() throws IOException {
        assertThat(tuning.tune(SmallData.system(), SmallData.DEV).cardResults())
                .allSatisfy(result -> assertThat(result.intervals()).isPresent());
    }

    @Test
    void theListenerSeesDevBeforeTest() throws IOException {
        List<String> scored = new ArrayList<>();
        EvaluationListener listener = new EvaluationListener() {
            @Override
            public void scoringStarted(Dataset data) {
                scored.add(data.name());
            }
        };

        new ThresholdTuning(SEARCH, BOOTSTRAP, listener).tune(SmallData.system(), SmallData.DEV, SmallData.TEST);

        assertThat(scored).containsExactly("dev", "test");
    }

    @Test
    void theWrittenFileHasTheThresholdsAndTheHashOfTheirData(@TempDir Path folder) throws IOException {
        TunedThresholds tuned = tuning.tune(SmallData.system(), SmallData.DEV, SmallData.TEST);

        tuned.write(folder.resolve("thresholds.json"));

        ThresholdsFile read = ThresholdsFile.read(folder.resolve("thresholds.json"));
        Thresholds thresholds = read.toThresholds(SmallData.LABELS, "t.json");
        assertThat(thresholds).isEqualTo(tuned.choice().thresholds());
        assertThat(read.dataSha256()).isEqualTo("22");
        assertThat(read.split()).isEqualTo("dev");
    }

    @Test
    void theNoteNamesDataAndSearch() throws IOException {
        assertThat(tuning.tune(SmallData.system(), SmallData.DEV).note())
                .isEqualTo(
                        "`thresholds.json` was chosen on dev: 3 examples, SHA-256 `22` (f1, exact, per label, none).");
    }

    @Test
    void refusesToWriteIntoAFolderThatIsNotThere(@TempDir Path folder) throws IOException {
        TunedThresholds tuned = tuning.tune(SmallData.system(), SmallData.DEV);

        assertThatThrownBy(() -> tuned.write(folder.resolve("none/thresholds.json")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesDataOfOtherLabels() {
        Dataset other =
                new Dataset("other", LabelSet.of("fear", "joy"), List.of(new Example("grr", List.of(0), "1")), "44");

        assertThatThrownBy(() -> tuning.tune(SmallData.system(), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found labels [anger, joy], expected [fear, joy]");
        assertThatThrownBy(() -> tuning.tune(SmallData.system(), SmallData.DEV, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found labels [anger, joy], expected [fear, joy]");
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void refusesNull() {
        assertThatThrownBy(() -> new ThresholdTuning(null, BOOTSTRAP))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("search");
        assertThatThrownBy(() -> new ThresholdTuning(SEARCH, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("bootstrap");
        assertThatThrownBy(() -> new ThresholdTuning(SEARCH, BOOTSTRAP, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("listener");
    }
}
