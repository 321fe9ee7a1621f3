package io.github.emotions4j.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.SystemOutput;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.metric.Metric;
import io.github.emotions4j.evaluation.metric.ResampledMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy");

    @Test
    void theIntervalOfAShareIsThatOfTheBinomial() {
        // accuracy: 400 of 1,000 right, so the standard error is sqrt(0.4 * 0.6 / 1000) = 0.0155
        TruthMatrix truth = TruthMatrix.of(LABELS, rows(1000, row -> new boolean[] {row < 400, false}));
        PredictionMatrix all = detected(1000, row -> new boolean[] {true, false});

        Interval accuracy = Bootstrap.seeded(1).intervals(truth, output(all)).of(Metric.ACCURACY);

        assertThat(accuracy.low()).isCloseTo(0.4 - 1.96 * 0.0155, within(0.004));
        assertThat(accuracy.high()).isCloseTo(0.4 + 1.96 * 0.0155, within(0.004));
    }

    @Test
    void everyIntervalHoldsItsObservedFigure() {
        Random random = new Random(3);
        TruthMatrix truth = TruthMatrix.of(LABELS, random(random, 300, 0.3));
        PredictionMatrix predictions = detected(random(random, 300, 0.4));
        Intervals intervals = Bootstrap.seeded(1).intervals(truth, output(predictions));
        List<ConfusionCounts> counts = IntStream.range(0, 2)
                .mapToObj(id -> ConfusionCounts.of(truth.column(id), predictions.column(id)))
                .toList();
        ScoreMatrix scores = scores(predictions);
        Evaluation evaluation = Evaluation.of(truth, scores, Thresholds.constant(LABELS, 0.5));

        for (Metric metric : Metric.values()) {
            assertThat(metric.of(evaluation).getAsDouble())
                    .as(metric.metricName())
                    .isStrictlyBetween(
                            intervals.of(metric).low(), intervals.of(metric).high());
        }
        assertThat(counts.get(1).f1())
                .isBetween(
                        intervals.labelF1().get(1).low(),
                        intervals.labelF1().get(1).high());
    }

    @Test
    void aPerfectSystemHasIntervalsWithoutWidth() {
        TruthMatrix truth = TruthMatrix.of(LABELS, rows(50, row -> new boolean[] {row % 2 == 0, row % 3 == 0}));
        PredictionMatrix same = detected(50, row -> new boolean[] {row % 2 == 0, row % 3 == 0});

        Intervals intervals = Bootstrap.seeded(1).intervals(truth, output(same));

        assertThat(intervals.of(Metric.MACRO_F1)).isEqualTo(new Interval(1, 1));
        assertThat(intervals.of(Metric.ACCURACY)).isEqualTo(new Interval(1, 1));
    }

    @Test
    void theSameSeedGivesTheSameIntervalsAndAnotherSeedOthers() {
        Random random = new Random(4);
        TruthMatrix truth = TruthMatrix.of(LABELS, random(random, 200, 0.3));
        PredictionMatrix predictions = detected(random(random, 200, 0.3));

        Intervals first = new Bootstrap(200, 9).intervals(truth, output(predictions));

        assertThat(new Bootstrap(200, 9).intervals(truth, output(predictions))).isEqualTo(first);
        assertThat(new Bootstrap(200, 10).intervals(truth, output(predictions))).isNotEqualTo(first);
    }

    @Test
    void pairingFindsADifferenceThatIsSmallerThanEitherInterval() {
        // the second system makes the same errors and twenty more
        TruthMatrix truth = TruthMatrix.of(LABELS, rows(1000, row -> new boolean[] {row < 300, row < 200}));
        PredictionMatrix better = detected(1000, row -> new boolean[] {row % 3 != 0, row < 100});
        PredictionMatrix worse = detected(1000, row -> new boolean[] {row % 3 != 0, row < 80});

        Bootstrap bootstrap = Bootstrap.seeded(1);
        Comparison comparison = bootstrap.compare(truth, output(better), output(worse));
        Interval alone = bootstrap.intervals(truth, output(better)).of(Metric.MACRO_F1);
        Comparison.Difference difference = comparison.of(Metric.MACRO_F1);

        // joy's F1: 200 / 300 against 160 / 280; anger's is the same
        assertThat(difference.observed()).isCloseTo((200.0 / 300 - 160.0 / 280) / 2, within(1e-12));
        assertThat(difference.interval().excludesZero()).isTrue();
        assertThat(difference.interval().high() - difference.interval().low())
                .isLessThan((alone.high() - alone.low()) * 0.8);
        assertThat(comparison.labelF1().get(0)).isEqualTo(new Comparison.Difference(0, new Interval(0, 0)));
        assertThat(comparison.labelF1().get(0).interval().excludesZero()).isFalse();
    }

    @Test
    void swappingTheSystemsSwapsTheSign() {
        Random random = new Random(5);
        TruthMatrix truth = TruthMatrix.of(LABELS, random(random, 200, 0.3));
        PredictionMatrix first = detected(random(random, 200, 0.3));
        PredictionMatrix second = detected(random(random, 200, 0.5));

        Comparison.Difference forth = new Bootstrap(300, 1)
                .compare(truth, output(first), output(second))
                .of(Metric.MICRO_F1);
        Comparison.Difference back = new Bootstrap(300, 1)
                .compare(truth, output(second), output(first))
                .of(Metric.MICRO_F1);

        assertThat(back.observed()).isEqualTo(-forth.observed());
        assertThat(back.interval().low()).isCloseTo(-forth.interval().high(), within(1e-12));
    }

    @Test
    void theRankingMetricsAndCalibrationOfADrawAreThoseOfItsExamples() {
        Random random = new Random(6);
        TruthMatrix truth = TruthMatrix.of(LABELS, random(random, 120, 0.3));
        // one decimal, so that many scores tie
        ScoreMatrix scores = ScoreMatrix.of(LABELS, rounded(random, 120));
        SystemOutput output = new SystemOutput(scores, PredictionMatrix.of(scores, Thresholds.constant(LABELS, 0.5)));
        int[] examples = random.ints(120, 0, 120).toArray();
        int[] weights = new int[120];
        Arrays.stream(examples).forEach(example -> weights[example]++);

        double[] resampled = ResampledMetrics.of(truth, output).of(weights);
        Evaluation drawn = Evaluation.of(truth.rows(examples), scores.rows(examples), Thresholds.constant(LABELS, 0.5));

        double[] expected = Stream.concat(
                        Arrays.stream(Metric.values())
                                .map(metric -> metric.of(drawn).getAsDouble()),
                        drawn.labels().stream().map(label -> label.counts().f1()))
                .mapToDouble(Double::doubleValue)
                .toArray();
        assertThat(resampled).containsExactly(expected, within(1e-12));
    }

    @Test
    void theIntervalOfRocAucIsThatOfItsStandardError() {
        // Hanley and McNeil 1982: with AUC 0.7602 of 300 and 700 standard normal scores one apart, the error is 0.0165
        Random random = new Random(7);
        boolean[][] truth = rows(1000, row -> new boolean[] {row < 300, row < 300});
        double[][] scores = new double[1000][2];
        for (int row = 0; row < 1000; row++) {
            double score = random.nextGaussian() + (row < 300 ? 1 : 0);
            Arrays.fill(scores[row], 1 / (1 + Math.exp(-score)));
        }
        ScoreMatrix matrix = ScoreMatrix.of(LABELS, scores);
        SystemOutput output = new SystemOutput(matrix, PredictionMatrix.of(matrix, Thresholds.constant(LABELS, 0.5)));

        Interval auc = Bootstrap.seeded(1)
                .intervals(TruthMatrix.of(LABELS, truth), output)
                .of(Metric.MACRO_ROC_AUC);

        assertThat(auc.high() - auc.low()).isCloseTo(2 * 1.96 * 0.0165, within(0.006));
        assertThat((auc.high() + auc.low()) / 2).isCloseTo(0.76, within(0.04));
    }

    @Test
    void aRankingMetricThatNoLabelHasHasNoInterval() {
        TruthMatrix truth = TruthMatrix.of(LABELS, rows(10, row -> new boolean[] {true, false}));
        PredictionMatrix all = detected(10, row -> new boolean[] {true, true});

        Intervals intervals = Bootstrap.seeded(1).intervals(truth, output(all));
        Comparison comparison = Bootstrap.seeded(1).compare(truth, output(all), output(all));

        assertThat(intervals.find(Metric.MACRO_ROC_AUC)).isEmpty();
        assertThat(comparison.find(Metric.MACRO_AVERAGE_PRECISION)).isEmpty();
        assertThat(intervals.of(Metric.CALIBRATION_ERROR)).isEqualTo(new Interval(0.5, 0.5));
        assertThatThrownBy(() -> intervals.of(Metric.MACRO_ROC_AUC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no interval of macroRocAuc");
        assertThatThrownBy(() -> comparison.of(Metric.MACRO_ROC_AUC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no difference of macroRocAuc");
    }

    @Test
    void refusesTooFewDrawsOtherExamplesAndReversedBounds() {
        TruthMatrix truth = TruthMatrix.of(LABELS, rows(3, row -> new boolean[] {true, false}));
        PredictionMatrix tooMany = detected(4, row -> new boolean[] {true, false});

        assertThatThrownBy(() -> new Bootstrap(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 draws");
        assertThatThrownBy(() -> Bootstrap.seeded(1).intervals(truth, output(tooMany)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scores of 4 examples, expected 3");
        assertThatThrownBy(() -> new Interval(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1.0, 0.0]");
    }

    @Test
    void quantilesAreInterpolatedBetweenNeighbours() {
        double[] values =
                IntStream.rangeClosed(0, 100).mapToDouble(value -> value).toArray();

        assertThat(Interval.ofSamples(values).low()).isCloseTo(2.5, within(1e-12));
        assertThat(Interval.ofSamples(values).high()).isCloseTo(97.5, within(1e-12));
    }

    private static double[][] rounded(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> new double[] {random.nextInt(11) / 10.0, random.nextInt(11) / 10.0})
                .toArray(double[][]::new);
    }

    private static boolean[][] random(Random random, int count, double share) {
        return rows(count, row -> new boolean[] {random.nextDouble() < share, random.nextDouble() < share});
    }

    private static boolean[][] rows(int count, IntFunction<boolean[]> row) {
        return IntStream.range(0, count).mapToObj(row).toArray(boolean[][]::new);
    }

    private static PredictionMatrix detected(int count, IntFunction<boolean[]> row) {
        return detected(rows(count, row));
    }

    private static PredictionMatrix detected(boolean[][] rows) {
        double[][] scores = new double[rows.length][2];
        for (int row = 0; row < rows.length; row++) {
            scores[row][0] = rows[row][0] ? 1 : 0;
            scores[row][1] = rows[row][1] ? 1 : 0;
        }
        return PredictionMatrix.of(ScoreMatrix.of(LABELS, scores), Thresholds.constant(LABELS, 0.5));
    }

    private static SystemOutput output(PredictionMatrix predictions) {
        return new SystemOutput(scores(predictions), predictions);
    }

    private static ScoreMatrix scores(PredictionMatrix predictions) {
        double[][] scores = new double[predictions.exampleCount()][2];
        for (int row = 0; row < scores.length; row++) {
            scores[row][0] = predictions.isPredicted(row, 0) ? 1 : 0;
            scores[row][1] = predictions.isPredicted(row, 1) ? 1 : 0;
        }
        return ScoreMatrix.of(LABELS, scores);
    }
}
