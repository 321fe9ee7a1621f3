package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.report.EvaluationFormat;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy");
    private static final Dataset TEST = data("test", "11");
    private static final Dataset DEV = data("dev", "22");
    private static final ScoreMatrix SCORES =
            ScoreMatrix.of(LABELS, new double[][] {{0.9, 0.1}, {0.2, 0.3}, {0.6, 0.2}});
    private static final ThresholdSearch SEARCH = ThresholdSearch.defaults();

    private final Evaluator evaluator = Evaluator.of(TEST, SCORES);

    @Test
    void namesWhereTheThresholdsComeFrom() {
        ThresholdChoice choice = SEARCH.choose(TruthMatrix.of(DEV), SCORES);

        assertThat(evaluator.at(ThresholdSelection.fixed(LABELS, 0.5)).origin()).isEqualTo(ThresholdOrigin.FIXED);
        assertThat(evaluator.at(ThresholdSelection.tunedOn(DEV, choice)).origin())
                .isEqualTo(ThresholdOrigin.DEV);
        assertThat(evaluator.at(ThresholdSelection.ofModel(choice.thresholds())).origin())
                .isEqualTo(ThresholdOrigin.MODEL);
        assertThat(evaluator.oracle(SEARCH).origin()).isEqualTo(ThresholdOrigin.ORACLE);
    }

    @Test
    void thresholdsChosenOnTheEvaluatedDataAreMarkedWhateverTheirSource() {
        ThresholdChoice choice = SEARCH.choose(TruthMatrix.of(TEST), SCORES);
        ThresholdsFile file = choice.toFile(TEST);

        assertThat(evaluator.at(ThresholdSelection.tunedOn(TEST, choice)).origin())
                .isEqualTo(ThresholdOrigin.ORACLE);
        assertThat(evaluator
                        .at(ThresholdSelection.ofFile(file, LABELS, "t.json"))
                        .origin())
                .isEqualTo(ThresholdOrigin.ORACLE);
        assertThat(evaluator
                        .at(ThresholdSelection.ofModel(file, LABELS, "t.json"))
                        .origin())
                .isEqualTo(ThresholdOrigin.ORACLE);
        assertThat(Evaluator.of(DEV, SCORES)
                        .at(ThresholdSelection.ofFile(file, LABELS, "t.json"))
                        .origin())
                .isEqualTo(ThresholdOrigin.FILE);
    }

    @Test
    void everyFormatMarksTheUpperBound() {
        List<EvaluationResult> oracle = List.of(evaluator.oracle(SEARCH));

        assertThat(EvaluationFormat.TEXT.format(oracle)).startsWith("ORACLE");
        assertThat(EvaluationFormat.MARKDOWN.format(oracle)).startsWith("**ORACLE");
        assertThat(EvaluationFormat.JSON.format(oracle)).contains("\"thresholds\" : \"oracle\"");
        assertThat(EvaluationFormat.CSV.format(oracle).lines().skip(1)).allMatch(line -> line.startsWith("oracle,"));
    }

    @Test
    void refusesAThresholdsFileOfOtherLabels() {
        ThresholdsFile file =
                new ThresholdsFile("f1", "dev", "22", List.of(new ThresholdsFile.Entry("bliss", 0.5, 1, 0)));

        assertThatThrownBy(() -> ThresholdSelection.ofFile(file, LABELS, "t.json"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("t.json");
    }

    @Test
    void evaluatesByGroupOfLabels() {
        LabelGroups groups =
                LabelGroups.of("all", LABELS, List.of(new LabelGroups.Group("any", List.of("anger", "joy"))));

        EvaluationResult result = evaluator
                .withGroups(groups)
                .withIntervals(new Bootstrap(10, 1))
                .at(ThresholdSelection.fixed(LABELS, 0.5));

        assertThat(result.evaluation().labels())
                .extracting(LabelEvaluation::label)
                .containsExactly("any");
        assertThat(result.evaluation().labels().get(0).counts()).isEqualTo(new ConfusionCounts(1, 1, 1, 0));
        assertThat(result.intervals().orElseThrow().labelF1()).hasSize(1);
    }

    @Test
    void refusesScoresAndGroupsOfOtherLabels() {
        LabelSet others = LabelSet.of("a", "b");
        ScoreMatrix otherScores = ScoreMatrix.of(others, new double[3][2]);

        assertThatThrownBy(() -> Evaluator.of(TEST, otherScores))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a, b]");
        assertThatThrownBy(() -> evaluator.withGroups(LabelGroups.of("x", others, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected [anger, joy]");
        assertThatThrownBy(() -> evaluator.at(ThresholdSelection.ofModel(Thresholds.constant(others, 0.5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a, b]");
    }

    private static Dataset data(String name, String sha256) {
        return new Dataset(
                name,
                LABELS,
                List.of(
                        new Example("grr", List.of(0), "1"),
                        new Example("yay", List.of(1), "2"),
                        new Example("hm", List.of(), "3")),
                sha256);
    }
}
