package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatedClassifierTest {

    @Test
    void hasTheNameTheLabelsAndTheThresholdsOfItsClassifier() {
        EvaluatedClassifier system = SmallData.system();

        assertThat(system.name()).isEqualTo("mine");
        assertThat(system.labels()).isEqualTo(SmallData.LABELS);
        assertThat(system.ownThresholds())
                .contains(ThresholdSelection.ofModel(SmallData.classifier().thresholds()));
    }

    @Test
    void scoresHaveOneRowPerExampleInTheirOrder() throws IOException {
        ScoreMatrix scores = SmallData.system().scores(SmallData.TEST, EvaluationListener.none());

        assertThat(scores.column(0)).containsExactly(0.9f, 0.2f, 0.6f);
        assertThat(scores.column(1)).containsExactly(0.1f, 0.3f, 0.2f);
    }

    @Test
    void scoresToChooseThresholdsOnAreThoseOfTheClassifierToo() throws IOException {
        ScoreMatrix scores = SmallData.system().tuningScores(SmallData.DEV, EvaluationListener.none());

        assertThat(scores.column(0)).containsExactly(0.9f, 0.2f, 0.6f);
    }

    @Test
    void theListenerIsToldOfEachTextBetweenStartAndEnd() {
        Events events = new Events();

        SmallData.system().scores(SmallData.TEST, events);

        assertThat(events.seen).containsExactly("start test", "0.9", "0.2", "0.6", "end test");
    }

    @Test
    void theListenerWordsTheRefusalOfAText() {
        Events events = new Events();
        EvaluatedClassifier system =
                EvaluatedClassifier.of("mine", FixedScoresClassifier.of(Map.of("grr", List.of(0.9f, 0.1f))));

        assertThatThrownBy(() -> system.scores(SmallData.TEST, events))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text 1 of test: no scores of 'yay'");
        assertThat(events.seen).containsExactly("start test", "0.9", "end test");
    }

    @Test
    void withoutListenerTheRefusalIsThatOfTheClassifier() {
        EvaluatedClassifier system = EvaluatedClassifier.of("mine", FixedScoresClassifier.of(Map.of()));

        assertThatThrownBy(() -> system.scores(SmallData.TEST, EvaluationListener.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no scores of 'grr'");
    }

    @Test
    void aThresholdsFileNamesTheDataThatItsThresholdsWereChosenOn() {
        ThresholdSelection own = SmallData.system()
                .withThresholds(file("anger", "joy"), "t.json")
                .ownThresholds()
                .orElseThrow();

        assertThat(own.thresholds().toArray()).containsExactly(0.4, 0.4);
        assertThat(own.originOn(SmallData.TEST)).isEqualTo(ThresholdOrigin.MODEL);
        assertThat(own.originOn(SmallData.DEV)).isEqualTo(ThresholdOrigin.ORACLE);
    }

    @Test
    void refusesAThresholdsFileOfOtherLabels() {
        EvaluatedClassifier system = SmallData.system();

        assertThatThrownBy(() -> system.withThresholds(file("anger", "fear"), "t.json"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("t.json");
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void refusesASystemWithoutName() {
        assertThatThrownBy(() -> EvaluatedClassifier.of(null, SmallData.classifier()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }

    /** Chosen on {@link SmallData#DEV}. */
    private static ThresholdsFile file(String... labels) {
        return new ThresholdsFile(
                "f1",
                "dev",
                SmallData.DEV.sha256(),
                List.of(labels).stream()
                        .map(label -> new ThresholdsFile.Entry(label, 0.4, 1, 1))
                        .toList());
    }

    private static final class Events implements EvaluationListener {

        private final List<String> seen = new ArrayList<>();

        @Override
        public void scoringStarted(Dataset data) {
            seen.add("start " + data.name());
        }

        @Override
        public void textScored(Dataset data, Scores scores) {
            seen.add(String.valueOf(scores.score("anger")));
        }

        @Override
        public void scoringEnded(Dataset data) {
            seen.add("end " + data.name());
        }

        @Override
        public IllegalArgumentException refused(Dataset data, int index, IllegalArgumentException refusal) {
            return new IllegalArgumentException(
                    "text " + index + " of " + data.name() + ": " + refusal.getMessage(), refusal);
        }
    }
}
