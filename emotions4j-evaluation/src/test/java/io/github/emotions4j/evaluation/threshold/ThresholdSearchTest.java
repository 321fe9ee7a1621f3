package io.github.emotions4j.evaluation.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdSearchTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "grief");

    /** joy by falling score: true 0.8, true 0.6, false 0.5, true 0.2, false 0.1; no example has grief. */
    private static final TruthMatrix TRUTH = TruthMatrix.of(
            LABELS, new boolean[][] {{true, false}, {false, false}, {true, false}, {true, false}, {false, false}});

    private static final ScoreMatrix SCORES =
            ScoreMatrix.of(LABELS, new double[][] {{0.6, 0.9}, {0.5, 0.9}, {0.8, 0.9}, {0.2, 0.9}, {0.1, 0.9}});

    private static final ThresholdSearch EXACT = ThresholdSearch.plain(ThresholdCandidates.exact());

    @Test
    void exactSearchTakesTheMidpointWithTheBestF1() {
        // F1 by cut: 0.5, 0.8, 0.667, 0.857, 0.75, so the cut lies between 0.2 and 0.1
        ThresholdChoice choice = EXACT.choose(TRUTH, SCORES);

        assertThat(choice.thresholds().value(0)).isCloseTo(0.15, within(1e-15));
        assertThat(choice.counts().get(0)).isEqualTo(new ConfusionCounts(3, 1, 0, 1));
    }

    @Test
    void gridSearchTakesTheLowestOfEquallyGoodThresholds() {
        // 0.15 and 0.20 both give TP 3 FP 1
        ThresholdChoice choice =
                EXACT.withCandidates(ThresholdCandidates.grid()).choose(TRUTH, SCORES);

        assertThat(choice.thresholds().value(0)).isEqualTo(0.15);
    }

    @Test
    void theDefaultSearchIsExactAndLeansOnWhatScoresPromise() {
        assertThat(ThresholdSearch.defaults().description()).isEqualTo("f1, exact, per label, score prior 50.0");
    }

    @Test
    void gridHoldsTheCardsNineteenThresholdsDigitForDigit() {
        ThresholdCurve curve = ThresholdCurve.of(TRUTH, SCORES, 0);

        assertThat(ThresholdCandidates.grid().ascending(curve).toArray())
                .containsExactly(
                        0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85,
                        0.9, 0.95);
    }

    @Test
    void aGridWhoseStepDoesNotDivideOneStaysBelowOne() {
        ThresholdCurve curve = ThresholdCurve.of(TRUTH, SCORES, 0);

        assertThat(new ThresholdCandidates.Grid(0.3).ascending(curve).toArray())
                .containsExactly(new double[] {0.3, 0.6, 0.9}, within(1e-15));
        assertThatThrownBy(() -> new ThresholdCandidates.Grid(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grid step is 0.0");
    }

    @Test
    void aLabelWithoutPositivesKeepsOneHalfAndIsListed() {
        ThresholdChoice choice = EXACT.choose(TRUTH, SCORES);

        assertThat(choice.thresholds().value(1)).isEqualTo(0.5);
        assertThat(choice.labelsWithoutPositives()).containsExactly("grief");
    }

    @Test
    void exactSearchIsAtLeastAsGoodAsEveryGridAndGivesTheCountsOfItsThreshold() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            TruthMatrix truth = TruthMatrix.of(LABELS, randomTruth(random, 40));
            ScoreMatrix scores = ScoreMatrix.of(LABELS, randomScores(random, 40));
            ThresholdChoice exact = EXACT.choose(truth, scores);
            Evaluation evaluation = Evaluation.of(truth, scores, exact.thresholds());
            for (int labelId = 0; labelId < LABELS.size(); labelId++) {
                ConfusionCounts counts = exact.counts().get(labelId);
                assertThat(evaluation.labels().get(labelId).counts()).isEqualTo(counts);
                for (double threshold = 0; threshold <= 1; threshold += 0.01) {
                    assertThat(f1At(threshold, truth, scores, labelId)).isLessThanOrEqualTo(counts.f1());
                }
            }
        }
    }

    @Test
    void neighbouringDoublesStillGetAThresholdBetweenThem() {
        LabelSet one = LabelSet.of("joy");
        double high = Math.nextUp(0.3);
        TruthMatrix truth = TruthMatrix.of(one, new boolean[][] {{true}, {false}});
        ScoreMatrix scores = ScoreMatrix.of(one, new double[][] {{high}, {0.3}});

        ThresholdChoice choice = EXACT.choose(truth, scores);

        assertThat(choice.counts().get(0)).isEqualTo(new ConfusionCounts(1, 0, 0, 1));
        assertThat(choice.thresholds().value(0)).isEqualTo(high);
    }

    @Test
    void theFileKeepsThresholdSupportF1AndTheSplit(@TempDir Path folder) throws IOException {
        Dataset dev = new Dataset("dev", LABELS, List.of(new Example("text", List.of(0), "x")), "abc");
        ThresholdChoice choice = EXACT.choose(TRUTH, SCORES);

        choice.toFile(dev).write(folder.resolve("thresholds.json"));
        ThresholdsFile file = ThresholdsFile.read(folder.resolve("thresholds.json"));

        assertThat(file.split()).isEqualTo("dev");
        assertThat(file.dataSha256()).isEqualTo("abc");
        assertThat(file.objective()).isEqualTo("f1");
        assertThat(file.entries().get(0))
                .isEqualTo(new ThresholdsFile.Entry("joy", choice.thresholds().value(0), 3, 6.0 / 7.0));
        assertThat(file.toThresholds(LABELS, "file")).isEqualTo(choice.thresholds());
    }

    @Test
    void refusesToFileAChoiceUnderADatasetOfOtherLabels() {
        Dataset other = new Dataset("dev", LabelSet.of("a", "b"), List.of(new Example("text", List.of(0), "x")), "abc");
        ThresholdChoice choice = EXACT.choose(TRUTH, SCORES);

        assertThatThrownBy(() -> choice.toFile(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a, b]");
    }

    @Test
    void aChoiceNeedsCountsOfEveryLabel() {
        assertThatThrownBy(
                        () -> new ThresholdChoice(ThresholdObjective.f1(), Thresholds.constant(LABELS, 0.5), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("counts of 0 labels, expected 2");
    }

    private static double f1At(double threshold, TruthMatrix truth, ScoreMatrix scores, int labelId) {
        PredictionMatrix predictions = PredictionMatrix.of(scores, Thresholds.constant(LABELS, threshold));
        return ConfusionCounts.of(truth.column(labelId), predictions.column(labelId))
                .f1();
    }

    private static boolean[][] randomTruth(Random random, int rows) {
        boolean[][] truth = new boolean[rows][LABELS.size()];
        for (boolean[] row : truth) {
            row[0] = random.nextInt(4) == 0;
            row[1] = random.nextBoolean();
        }
        truth[0] = new boolean[] {true, true};
        return truth;
    }

    private static double[][] randomScores(Random random, int rows) {
        double[][] scores = new double[rows][LABELS.size()];
        for (double[] row : scores) {
            row[0] = random.nextInt(10) / 10.0;
            row[1] = random.nextDouble();
        }
        return scores;
    }
}
