package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdPlanTest {

    private static final ThresholdsFile FILE = new ThresholdsFile(
            "f1",
            "dev",
            "22",
            List.of(new ThresholdsFile.Entry("anger", 0.8, 1, 1), new ThresholdsFile.Entry("joy", 0.15, 1, 1)));

    @Test
    void selectionsHaveAFixedOrderWhateverTheOrderOfTheCalls() throws IOException {
        ThresholdPlan plan = ThresholdPlan.builder()
                .upperBound()
                .tunedOn(SmallData.DEV)
                .file(FILE, "t.json")
                .own()
                .constant(0.4)
                .constant(0.3)
                .build();

        List<ThresholdSelection> selections = selections(plan);

        assertThat(selections)
                .extracting(ThresholdSelection::origin)
                .containsExactly(
                        ThresholdOrigin.FIXED,
                        ThresholdOrigin.FIXED,
                        ThresholdOrigin.MODEL,
                        ThresholdOrigin.FILE,
                        ThresholdOrigin.DEV,
                        ThresholdOrigin.ORACLE);
        assertThat(values(selections.get(0))).containsExactly(0.4, 0.4);
        assertThat(values(selections.get(1))).containsExactly(0.3, 0.3);
        assertThat(values(selections.get(2))).containsExactly(0.7, 0.25);
        assertThat(values(selections.get(3))).containsExactly(0.8, 0.15);
    }

    @Test
    void theUpperBoundSeparatesThePositivesOfEachLabel() throws IOException {
        ThresholdPlan plan = ThresholdPlan.builder().upperBound().build();

        // half way between the score of the only positive and the next lower score
        assertThat(values(selections(plan).get(0))).containsExactly((0.9f + 0.6f) / 2, ((double) 0.3f + 0.2f) / 2);
    }

    @Test
    void tunedThresholdsFollowTheSearchOfThePlan() throws IOException {
        ThresholdSearch global =
                ThresholdSearch.plain(ThresholdCandidates.grid()).withScope(ThresholdSearch.Scope.GLOBAL);
        ThresholdPlan plan = ThresholdPlan.builder()
                .tunedOn(SmallData.DEV)
                .search(global)
                .upperBound()
                .upperBoundSearch(global)
                .build();

        List<ThresholdSelection> selections = selections(plan);

        // both datasets have the same examples; one threshold serves both labels
        assertThat(values(selections.get(0))[0]).isEqualTo(values(selections.get(0))[1]);
        assertThat(values(selections.get(1))).isEqualTo(values(selections.get(0)));
    }

    @Test
    void laterChangesOfTheBuilderDoNotReachThePlan() throws IOException {
        ThresholdPlan.Builder builder = ThresholdPlan.builder().constant(0.4);
        ThresholdPlan plan = builder.build();
        builder.constant(0.6).upperBound();

        assertThat(selections(plan)).hasSize(1);
    }

    @Test
    void refusesAPlanWithoutThresholds() {
        assertThatThrownBy(() -> ThresholdPlan.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found no thresholds to evaluate at, expected at least one choice");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesAConstantThatIsNoProbability(double threshold) {
        assertThatThrownBy(() -> ThresholdPlan.builder().constant(threshold))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found threshold " + threshold + ", expected 0 to 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void acceptsBothEndsAsConstants(double threshold) throws IOException {
        ThresholdPlan plan = ThresholdPlan.builder().constant(threshold).build();

        assertThat(values(selections(plan).get(0))).containsExactly(threshold, threshold);
    }

    @Test
    void refusesAThresholdsFileOfOtherLabelsAndNamesIt() {
        ThresholdsFile other =
                new ThresholdsFile("f1", "dev", "22", List.of(new ThresholdsFile.Entry("bliss", 0.5, 1, 0)));
        ThresholdPlan plan = ThresholdPlan.builder().file(other, "other.json").build();

        assertThatThrownBy(() -> selections(plan))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("other.json");
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void refusesNull() {
        ThresholdPlan.Builder builder = ThresholdPlan.builder();

        assertThatThrownBy(() -> builder.tunedOn(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.search(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.upperBoundSearch(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.file(null, "t.json")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.file(FILE, null)).isInstanceOf(NullPointerException.class);
    }

    private static List<ThresholdSelection> selections(ThresholdPlan plan) throws IOException {
        return SystemEvaluation.run(
                        SmallData.system(),
                        SmallData.TEST,
                        EvaluationOptions.defaults().withThresholds(plan))
                .selections();
    }

    private static double[] values(ThresholdSelection selection) {
        return selection.thresholds().toArray();
    }
}
