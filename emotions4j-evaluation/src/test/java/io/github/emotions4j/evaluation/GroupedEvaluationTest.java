package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupedEvaluationTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "annoyance", "joy");
    private static final LabelGroups GROUPS =
            LabelGroups.of("mine", LABELS, List.of(new LabelGroups.Group("bad", List.of("anger", "annoyance"))));

    private final TruthMatrix truth =
            TruthMatrix.of(LABELS, new boolean[][] {{true, false, false}, {false, true, true}, {false, false, true}});
    private final ScoreMatrix scores =
            ScoreMatrix.of(LABELS, new double[][] {{0.3, 0.4, 0.1}, {0.6, 0.2, 0.9}, {0.1, 0.2, 0.2}});
    private final Thresholds thresholds = Thresholds.of(LABELS, new double[] {0.5, 0.35, 0.5});

    @Test
    void evaluatesGroupsByTheirMembers() {
        // the members are confused in both bad examples, the group is found in both
        Evaluation evaluation = Evaluation.of(
                truth.grouped(GROUPS),
                scores.grouped(GROUPS),
                PredictionMatrix.of(scores, thresholds).grouped(GROUPS));

        assertThat(evaluation.labels()).extracting(LabelEvaluation::label).containsExactly("bad", "joy");
        assertThat(evaluation.labels())
                .extracting(LabelEvaluation::counts)
                .containsExactly(new ConfusionCounts(2, 0, 0, 1), new ConfusionCounts(1, 0, 1, 1));
        assertThat(evaluation.labels()).allMatch(label -> label.threshold().isEmpty());
    }

    @Test
    void aGroupScoresAsItsBestMember() {
        ScoreMatrix grouped = scores.grouped(GROUPS);

        assertThat(grouped.score(0, 0)).isEqualTo(0.4);
        assertThat(grouped.score(1, 0)).isEqualTo(0.6);
        assertThat(grouped.score(1, 1)).isEqualTo(0.9);
    }

    @Test
    void refusesGroupsOfOtherLabels() {
        LabelGroups others = LabelGroups.of("x", LabelSet.of("a", "b", "c"), List.of());

        assertThatThrownBy(() -> truth.grouped(others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found labels [anger, annoyance, joy], expected [a, b, c]");
        assertThatThrownBy(() -> scores.grouped(others)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PredictionMatrix.of(scores, thresholds).grouped(others))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
