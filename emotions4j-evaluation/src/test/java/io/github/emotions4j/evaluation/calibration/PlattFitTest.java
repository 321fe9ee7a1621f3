package io.github.emotions4j.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.internal.LogOdds;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected lines are scipy's and scikit-learn's: {@code src/test/python/golden_platt.py} printed them. */
class PlattFitTest {

    private static final LabelSet ONE = LabelSet.of("joy");
    private static final double[] SCORES = {
        0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99
    };
    private static final int[] JOY = {0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1};
    private static final int[] ANGER = {1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0};
    private static final int[] GRIEF = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    // scipy stops at a slope of 1e-12 and was printed to nine digits
    private static final double PRECISE = 1e-8;

    private static final PlattFit PRIORS = new PlattFit(2, 0.5);

    @Test
    void findsScipysMinimum() {
        assertLine(PRIORS, JOY, 0.691030690, -0.785560382);
        assertLine(PRIORS, GRIEF, 0.570412091, -2.512083715);
    }

    @Test
    void weakPriorsLeaveScikitLearnsLogisticRegression() {
        assertLine(new PlattFit(1e-9, 1e-9), JOY, 0.653352870, -0.909201476);
    }

    @Test
    void scoresThatSayTheContraryKeepTheirOrderAtTheLeastScale() {
        // without the bound the scale would be -0.50
        assertLine(PRIORS, ANGER, 0.1, -0.248764323);
    }

    @Test
    void strongPriorsChangeNothing() {
        PlattScaling.Line line = line(new PlattFit(1e9, 1e9), JOY);

        assertThat(line.scale()).isCloseTo(1, within(1e-7));
        assertThat(line.offset()).isCloseTo(0, within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aLabelThatIsNeverOrAlwaysTrueKeepsItsScores(int value) {
        int[] same = new int[SCORES.length];
        Arrays.fill(same, value);

        PlattScaling scaling = PRIORS.fit(truth(same), scores(SCORES));

        assertThat(scaling.lines()).containsExactly(new PlattScaling.Line(1, 0));
        assertThat(scaling.unchangedLabels()).containsExactly("joy");
    }

    @Test
    void scoresOfExactlyZeroAndOneAreNoTrouble() {
        double[] certain = {0, 0, 1, 1};

        PlattScaling.Line line = PRIORS.fit(truth(new int[] {0, 0, 1, 0}), scores(certain))
                .lines()
                .get(0);

        assertThat(line.scale()).isBetween(PlattFit.LEAST_SCALE, 1.0);
        assertThat(line.offset()).isFinite();
    }

    @Test
    void separableLabelsHaveAFiniteLine() {
        PlattScaling.Line line = PlattFit.defaults()
                .fit(truth(new int[] {0, 0, 1, 1}), scores(new double[] {0.1, 0.2, 0.8, 0.9}))
                .lines()
                .get(0);

        assertThat(line.scale()).isGreaterThan(1).isFinite();
    }

    @Test
    void aModelThatIsTooSureIsMadeLessSoAndAnotherLeftAlone() {
        // 1,000 examples at each of 71 logits, as many of them true as the logit says
        double[] logits = IntStream.range(0, 71_000)
                .mapToDouble(row -> (row / 1000 - 50) / 10.0)
                .toArray();
        TruthMatrix truth = truth(IntStream.range(0, logits.length)
                .map(row -> row % 1000 < Math.round(1000 * LogOdds.toProbability(logits[row])) ? 1 : 0)
                .toArray());

        PlattScaling.Line right =
                PlattFit.defaults().fit(truth, ofLogits(logits, 1, 0)).lines().get(0);
        PlattScaling.Line tooSure =
                PlattFit.defaults().fit(truth, ofLogits(logits, 2, 0.5)).lines().get(0);

        // the priors and the rounding of the counts move either a little
        assertThat(right.scale()).isCloseTo(1, within(0.005));
        assertThat(right.offset()).isCloseTo(0, within(0.005));
        assertThat(tooSure.scale()).isCloseTo(0.5, within(0.005));
        assertThat(tooSure.offset()).isCloseTo(-0.25, within(0.005));
    }

    @Test
    void calibratedScoresKeepTheirOrderAndHaveNoLargerErrorOnWhatFitted() {
        Random random = new Random(11);
        double[] logits = random.doubles(4_000, -6, 2).toArray();
        int[] drawn = Arrays.stream(logits)
                .mapToInt(logit -> random.nextDouble() < LogOdds.toProbability(0.6 * logit - 0.5) ? 1 : 0)
                .toArray();
        ScoreMatrix scores = ofLogits(logits, 1, 0);

        ScoreMatrix calibrated = PlattFit.defaults().fit(truth(drawn), scores).apply(scores);

        assertThat(order(calibrated)).isEqualTo(order(scores));
        assertThat(AdaptiveCalibration.of(truth(drawn), calibrated).error().orElseThrow())
                .isLessThan(AdaptiveCalibration.of(truth(drawn), scores).error().orElseThrow() / 3);
    }

    @Test
    void eachLabelIsFittedByItself() {
        LabelSet both = LabelSet.of("joy", "grief");
        boolean[][] truth = new boolean[SCORES.length][];
        double[][] scores = new double[SCORES.length][];
        for (int row = 0; row < SCORES.length; row++) {
            truth[row] = new boolean[] {JOY[row] == 1, GRIEF[row] == 1};
            scores[row] = new double[] {SCORES[row], SCORES[row]};
        }

        PlattScaling scaling = PRIORS.fit(TruthMatrix.of(both, truth), ScoreMatrix.of(both, scores));

        assertThat(scaling.lines()).containsExactly(line(PRIORS, JOY), line(PRIORS, GRIEF));
        assertThat(scaling.scales())
                .containsExactly(line(PRIORS, JOY).scale(), line(PRIORS, GRIEF).scale());
        assertThat(scaling.offsets())
                .containsExactly(line(PRIORS, JOY).offset(), line(PRIORS, GRIEF).offset());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new PlattFit(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scale strength is 0.0, expected a finite number above 0");
        assertThatThrownBy(() -> new PlattFit(1, Double.NaN)).hasMessageContaining("offset strength is NaN");
        assertThatThrownBy(() -> PRIORS.fit(truth(JOY), scores(new double[] {0.5})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scores of 1 examples, expected 16");
        assertThatThrownBy(() -> new PlattScaling.Line(-1, 0)).hasMessageContaining("scale is -1.0");
        assertThatThrownBy(() -> new PlattScaling.Line(1, Double.POSITIVE_INFINITY))
                .hasMessageContaining("offset is Infinity");
        assertThatThrownBy(() -> new PlattScaling(ONE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0 lines, expected 1");
        PlattScaling others = new PlattScaling(LabelSet.of("a"), List.of(PlattScaling.Line.IDENTITY));
        assertThatThrownBy(() -> others.apply(scores(SCORES))).hasMessageContaining("found labels [joy]");
    }

    private static void assertLine(PlattFit fit, int[] truth, double scale, double offset) {
        PlattScaling.Line line = line(fit, truth);

        assertThat(line.scale()).isCloseTo(scale, within(PRECISE));
        assertThat(line.offset()).isCloseTo(offset, within(PRECISE));
    }

    private static PlattScaling.Line line(PlattFit fit, int[] truth) {
        return fit.fit(truth(truth), scores(SCORES)).lines().get(0);
    }

    private static TruthMatrix truth(int[] truth) {
        return TruthMatrix.of(
                ONE,
                Arrays.stream(truth)
                        .mapToObj(value -> new boolean[] {value == 1})
                        .toArray(boolean[][]::new));
    }

    private static ScoreMatrix scores(double[] scores) {
        return ScoreMatrix.of(
                ONE,
                Arrays.stream(scores).mapToObj(score -> new double[] {score}).toArray(double[][]::new));
    }

    private static ScoreMatrix ofLogits(double[] logits, double scale, double offset) {
        return scores(Arrays.stream(logits)
                .map(logit -> LogOdds.toProbability(scale * logit + offset))
                .toArray());
    }

    private static List<Integer> order(ScoreMatrix scores) {
        return IntStream.range(0, scores.exampleCount())
                .boxed()
                .sorted(Comparator.comparingDouble(example -> scores.score(example, 0)))
                .toList();
    }
}
