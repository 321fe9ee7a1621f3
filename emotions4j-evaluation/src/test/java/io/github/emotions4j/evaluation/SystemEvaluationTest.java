package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.metric.Metric;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemEvaluationTest {

    private static final Dataset TEST = SmallData.TEST;
    private static final LabelGroups ANY =
            LabelGroups.of("all", SmallData.LABELS, List.of(new LabelGroups.Group("any", List.of("anger", "joy"))));
    private static final EvaluationOptions OPTIONS =
            EvaluationOptions.defaults().withBootstrap(new Bootstrap(20, 3));

    @Test
    void defaultsAreTheConstantHalfAndTheModelsOwnThresholds() throws IOException {
        SystemEvaluation evaluation = SystemEvaluation.run(SmallData.system(), TEST, EvaluationOptions.defaults());

        assertThat(evaluation.selections())
                .extracting(ThresholdSelection::origin)
                .containsExactly(ThresholdOrigin.FIXED, ThresholdOrigin.MODEL);
        assertThat(evaluation.selections().get(0).thresholds().toArray()).containsExactly(0.5, 0.5);
        assertThat(evaluation.selections().get(1).thresholds().toArray()).containsExactly(0.7, 0.25);
    }

    @Test
    void metricsMatchHandCounts() throws IOException {
        List<EvaluationResult> results =
                SystemEvaluation.run(SmallData.system(), TEST, OPTIONS).results();

        assertThat(results).hasSize(2);
        // true positives, false positives, false negatives, true negatives
        assertThat(counts(results.get(0)))
                .containsExactly(new ConfusionCounts(1, 1, 0, 1), new ConfusionCounts(0, 0, 1, 2));
        assertThat(results.get(0).evaluation().accuracy()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(results.get(0).evaluation().macro().f1()).isCloseTo((2.0 / 3 + 0) / 2, within(1e-12));
        assertThat(results.get(0).evaluation().micro().f1()).isCloseTo(2.0 / (2 + 1 + 1), within(1e-12));
        assertThat(counts(results.get(1)))
                .containsExactly(new ConfusionCounts(1, 0, 0, 2), new ConfusionCounts(1, 0, 0, 2));
        assertThat(results.get(1).evaluation().macro().f1()).isEqualTo(1);
    }

    @Test
    void everyResultHasTheIntervalsOfTheBootstrap() throws IOException {
        SystemEvaluation evaluation = SystemEvaluation.run(SmallData.system(), TEST, OPTIONS);

        assertThat(evaluation.results())
                .allSatisfy(result -> assertThat(result.intervals()).isPresent());
        assertThat(evaluation.results()).isEqualTo(evaluation.results());
        assertThat(evaluation.evaluator().data()).isEqualTo(TEST);
    }

    @Test
    void evaluatesGroupsOfLabels() throws IOException {
        SystemEvaluation evaluation = SystemEvaluation.run(SmallData.system(), TEST, OPTIONS.withGroups(ANY));

        assertThat(evaluation.evaluator().evaluatedLabels().names()).containsExactly("any");
        // one of the labels is right for "grr", missed for "yay" and wrong for "hm"
        assertThat(counts(evaluation.results().get(0))).containsExactly(new ConfusionCounts(1, 1, 1, 0));
    }

    @Test
    void anotherSystemIsSubtractedSelectionBySelection() throws IOException {
        SystemEvaluation mine = SystemEvaluation.run(SmallData.system(), TEST, OPTIONS);
        SystemEvaluation other = SystemEvaluation.run(SmallData.joyOnly(), TEST, OPTIONS);

        List<SystemComparison> comparisons = mine.minus(other);

        assertThat(comparisons).hasSize(2);
        SystemComparison atHalf = comparisons.get(0);
        assertThat(atHalf.first()).isEqualTo("mine");
        assertThat(atHalf.second()).isEqualTo("other");
        assertThat(atHalf.labels()).isEqualTo(SmallData.LABELS);
        assertThat(atHalf.oracle()).isFalse();
        assertThat(observed(atHalf, Metric.MACRO_F1)).isCloseTo(1.0 / 3 - 1.0 / 2, within(1e-12));
        assertThat(observed(atHalf, Metric.MICRO_F1)).isCloseTo(1.0 / 2 - 2.0 / 3, within(1e-12));
        assertThat(observed(atHalf, Metric.ACCURACY)).isCloseTo(1.0 / 3 - 2.0 / 3, within(1e-12));
        assertThat(observed(comparisons.get(1), Metric.MACRO_F1)).isCloseTo(1 - 1.0 / 2, within(1e-12));
    }

    @Test
    void comparisonAtTheUpperBoundIsMarkedInBothNames() throws IOException {
        EvaluationOptions options = OPTIONS.withThresholds(
                ThresholdPlan.builder().tunedOn(SmallData.DEV).upperBound().build());

        List<SystemComparison> comparisons = SystemEvaluation.run(SmallData.system(), TEST, options)
                .minus(SystemEvaluation.run(SmallData.joyOnly(), TEST, options));

        assertThat(comparisons).extracting(SystemComparison::oracle).containsExactly(false, true);
        assertThat(comparisons.get(0).first()).isEqualTo("mine");
        assertThat(comparisons.get(1).first()).isEqualTo("mine (ORACLE)");
        assertThat(comparisons.get(1).second()).isEqualTo("other (ORACLE)");
    }

    @Test
    void thresholdsTunedOnTheEvaluatedDataAreAnUpperBound() throws IOException {
        EvaluationOptions options = OPTIONS.withThresholds(
                ThresholdPlan.builder().tunedOn(SmallData.TEST).build());
        SystemEvaluation evaluation = SystemEvaluation.run(SmallData.system(), TEST, options);

        assertThat(evaluation.results().get(0).origin()).isEqualTo(ThresholdOrigin.ORACLE);
        assertThat(evaluation.minus(evaluation).get(0).oracle()).isTrue();
    }

    @Test
    void aPlanOfOwnThresholdsGivesNoResultForAScoreFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), "anger,joy\n0.9,0.1\n0.2,0.3\n0.6,0.2\n");
        EvaluationOptions options =
                OPTIONS.withThresholds(ThresholdPlan.builder().own().build());

        SystemEvaluation evaluation =
                SystemEvaluation.run(EvaluatedScoreFile.of(SmallData.LABELS, file), TEST, options);

        assertThat(evaluation.selections()).isEmpty();
        assertThat(evaluation.results()).isEmpty();
    }

    @Test
    void refusesToCompareWhenOnlyOneSystemHasItsOwnThresholds(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), "anger,joy\n0.9,0.1\n0.2,0.3\n0.6,0.2\n");
        SystemEvaluation mine = SystemEvaluation.run(SmallData.system(), TEST, OPTIONS);
        SystemEvaluation other = SystemEvaluation.run(EvaluatedScoreFile.of(SmallData.LABELS, file), TEST, OPTIONS);

        assertThatThrownBy(() -> mine.minus(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found 1 choices of thresholds for " + file + ", expected 2 as for mine");
    }

    @Test
    void refusesToCompareOnOtherExamples() throws IOException {
        Dataset reversed = new Dataset(
                "reversed",
                SmallData.LABELS,
                List.of(
                        TEST.examples().get(2),
                        TEST.examples().get(1),
                        TEST.examples().get(0)),
                "33");
        SystemEvaluation mine = SystemEvaluation.run(SmallData.system(), TEST, OPTIONS);
        SystemEvaluation other = SystemEvaluation.run(SmallData.joyOnly(), reversed, OPTIONS);

        assertThatThrownBy(() -> mine.minus(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found 3 examples of 'reversed' for other, expected the 3 of 'test' as for mine");
    }

    @Test
    void refusesToCompareGroupsWithLabels() throws IOException {
        SystemEvaluation labels = SystemEvaluation.run(SmallData.system(), TEST, OPTIONS);
        SystemEvaluation groups = SystemEvaluation.run(SmallData.joyOnly(), TEST, OPTIONS.withGroups(ANY));

        assertThatThrownBy(() -> labels.minus(groups))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[any]");
    }

    @Test
    void refusesADatasetOfOtherLabelsBeforeAnyTextIsScored() {
        Dataset other = new Dataset(
                "other", LabelSet.of("fear", "joy"), List.of(new Example("unknown", List.of(0), "1")), "44");

        assertThatThrownBy(() -> SystemEvaluation.run(SmallData.system(), other, OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found labels [anger, joy], expected [fear, joy]");
    }

    @Test
    void refusesGroupsOfOtherLabels() {
        LabelGroups other = LabelGroups.of("x", LabelSet.of("a", "b"), List.of());

        assertThatThrownBy(() -> SystemEvaluation.run(SmallData.system(), TEST, OPTIONS.withGroups(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found labels [a, b]");
    }

    private static List<ConfusionCounts> counts(EvaluationResult result) {
        return result.evaluation().labels().stream()
                .map(LabelEvaluation::counts)
                .toList();
    }

    private static double observed(SystemComparison comparison, Metric metric) {
        return comparison.comparison().of(metric).observed();
    }
}
