package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.evaluation.scorefile.ScoreFormatException;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatedScoreFileTest {

    private static final EvaluationListener NONE = EvaluationListener.none();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private EvaluatedScoreFile system;

    @BeforeEach
    void writeScores() throws IOException {
        system =
                EvaluatedScoreFile.of(SmallData.LABELS, file("test.csv", "anger,joy", "0.9,0.1", "0.2,0.3", "0.6,0.2"));
    }

    @Test
    void isNamedAfterItsFileAndHasNoThresholds() {
        assertThat(system.name()).isEqualTo(folder.resolve("test.csv").toString());
        assertThat(system.ownThresholds()).isEmpty();
        assertThat(system.tuningFile()).isEmpty();
    }

    @Test
    void readsTheScoresOfBothFiles() throws IOException {
        EvaluatedScoreFile both = system.withTuningFile(file("dev.csv", "joy,anger", "0.4,0.5", "0.6,0.7", "0.8,0.9"));

        assertThat(both.scores(SmallData.TEST, NONE).column(0)).containsExactly(0.9, 0.2, 0.6);
        assertThat(both.tuningScores(SmallData.DEV, NONE).column(0)).containsExactly(0.5, 0.7, 0.9);
        assertThat(both.file()).isEqualTo(system.file());
    }

    @Test
    void thresholdsAreChosenOnTheSecondFile() throws IOException {
        EvaluatedScoreFile both =
                system.withTuningFile(file("dev.csv", "anger,joy", "0.55,0.1", "0.2,0.15", "0.2,0.1"));
        ThresholdPlan plan = ThresholdPlan.builder().tunedOn(SmallData.DEV).build();
        EvaluationOptions options = EvaluationOptions.defaults().withThresholds(plan);

        EvaluationResult result =
                SystemEvaluation.run(both, SmallData.TEST, options).results().get(0);

        assertThat(result.origin()).isEqualTo(ThresholdOrigin.DEV);
    }

    @Test
    void refusesToChooseThresholdsWithoutTheirScores() {
        assertThatThrownBy(() -> system.tuningScores(SmallData.DEV, NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found no scores of 'dev' to choose thresholds on, expected a second score file beside "
                        + folder.resolve("test.csv"));
    }

    @Test
    void refusesScoresOfAnotherNumberOfExamples() throws IOException {
        EvaluatedScoreFile shorter =
                EvaluatedScoreFile.of(SmallData.LABELS, file("short.csv", "anger,joy", "0.9,0.1", "0.2,0.3"));

        assertThatThrownBy(() -> SystemEvaluation.run(shorter, SmallData.TEST, EvaluationOptions.defaults()))
                .isInstanceOf(ScoreFormatException.class)
                .hasMessageContaining("found scores of 2 examples, expected the 3 of 'test'");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path missing = folder.resolve("none.csv");

        assertThatThrownBy(
                        () -> EvaluatedScoreFile.of(SmallData.LABELS, missing).scores(SmallData.TEST, NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void refusesNull() {
        assertThatThrownBy(() -> EvaluatedScoreFile.of(null, system.file()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("labels");
        assertThatThrownBy(() -> EvaluatedScoreFile.of(SmallData.LABELS, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("file");
        assertThatThrownBy(() -> system.withTuningFile(null)).isInstanceOf(NullPointerException.class);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }
}
