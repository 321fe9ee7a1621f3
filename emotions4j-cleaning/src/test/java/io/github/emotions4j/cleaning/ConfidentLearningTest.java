package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidentLearningTest {

    private static final LabelConfidence.IssueCounts NO_ISSUES = new LabelConfidence.IssueCounts(0, 0);
    private static final CleaningOptions ALL = new CleaningOptions(Optional.empty(), 1, 1);

    /** Texts 0 to 3 have the label, 4 to 9 do not. */
    private static final double[] PROBABILITIES = {0.9, 0.8, 0.7, 0.0, 0.1, 0.1, 0.0, 0.2, 0.05, 0.75};

    @Test
    void thresholdsAreMeansAndDoubtsLieOffTheDiagonal() {
        LabelIssues issues = ConfidentLearning.findIssues(oneLabel(), scores(), ALL);

        // with: (0.9 + 0.8 + 0.7 + 0.0) / 4 = 0.6; without: (0.1 + 0.1 + 0 + 0.2 + 0.05 + 0.75) / 6 = 0.2
        LabelConfidence joy = issues.labels().get(0);
        assertThat(joy.given()).isEqualTo(4);
        assertThat(joy.meanWith()).isCloseTo(0.6, within(1e-12));
        assertThat(joy.meanWithout()).isCloseTo(0.2, within(1e-12));
        assertThat(joy.wrong().confident()).isEqualTo(1);
        assertThat(joy.missing().confident()).isEqualTo(1);
        LabelIssue wrong = issues.of(3).get(0);
        assertThat(wrong.kind()).isEqualTo(FindingKind.WRONG);
        assertThat(wrong.score()).isCloseTo(1, within(1e-12));
        LabelIssue missing = issues.of(9).get(0);
        assertThat(missing.kind()).isEqualTo(FindingKind.MISSING);
        assertThat(missing.threshold()).isCloseTo(0.6, within(1e-12));
        assertThat(missing.score()).isCloseTo((0.75 - 0.6) / 0.4, within(1e-12));
        assertThat(issues.of(0)).isEmpty();
        assertThat(issues.of(7)).isEmpty();
    }

    @Test
    void shareOfALabelsTextsCutsTheWeakestDoubts() {
        // 20 with the label, half of them doubted with falling strength
        Texts texts = new Texts();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            texts.add("with " + i, 0);
            rows.add(new double[] {i < 10 ? i / 1000.0 : 0.9, 0.1, 0.1});
        }
        for (int i = 0; i < 20; i++) {
            texts.add("without " + i, 1);
            rows.add(new double[] {0.05, 0.9, 0.1});
        }
        ScoreMatrix scores = ScoreMatrix.of(Texts.LABELS, rows.toArray(double[][]::new));

        LabelIssues issues = ConfidentLearning.findIssues(
                texts.named("train"), scores, new CleaningOptions(Optional.empty(), 0.15, 1));

        assertThat(issues.labels().get(0).wrong().confident()).isEqualTo(10);
        assertThat(issues.labels().get(0).wrong().reported()).isEqualTo(3);
        for (int i = 0; i < 20; i++) {
            assertThat(issues.of(i)).as("text %s", i).hasSize(i < 3 ? 1 : 0);
        }
    }

    @Test
    void aLabelIsOnlySuggestedWhereItIsMoreLikelyThanNot() {
        // with: (0.6 + 0.2) / 2 = 0.4; of the texts without, 0.45 and 0.55 reach it
        Texts texts = new Texts().add("a", 0).add("b", 0);
        List.of("c", "d", "e", "f", "g", "h").forEach(text -> texts.add(text, 1));
        double[] joy = {0.6, 0.2, 0.45, 0.55, 0, 0, 0, 0};
        double[][] rows = new double[joy.length][];
        for (int i = 0; i < joy.length; i++) {
            rows[i] = new double[] {joy[i], 0.5, 0};
        }

        LabelIssues issues =
                ConfidentLearning.findIssues(texts.named("train"), ScoreMatrix.of(Texts.LABELS, rows), ALL);

        assertThat(issues.labels().get(0).missing().confident()).isEqualTo(2);
        assertThat(issues.labels().get(0).missing().reported()).isEqualTo(1);
        assertThat(issues.of(3)).extracting(LabelIssue::label).containsExactly("joy");
        assertThat(issues.of(2)).isEmpty();
    }

    @Test
    void rareLabelsAreLeftAlone() {
        CleaningOptions options = new CleaningOptions(Optional.empty(), 1, 5);

        LabelIssues issues = ConfidentLearning.findIssues(oneLabel(), scores(), options);

        assertThat(issues.labels().get(0).wrong().confident()).isEqualTo(1);
        assertThat(issues.labels().get(0).wrong().reported()).isZero();
        assertThat(issues.of(3)).isEmpty();
    }

    @Test
    void aLabelThatNoTextHasIsNeverMissing() {
        LabelIssues issues = ConfidentLearning.findIssues(oneLabel(), scores(), ALL);

        assertThat(issues.labels().get(2)).isEqualTo(new LabelConfidence("grief", 0, 0, 0.01, NO_ISSUES, NO_ISSUES));
    }

    @Test
    void plantedErrorsAreFoundWithFewFalseAlarms() {
        Random random = new Random(5);
        Texts texts = new Texts();
        List<double[]> rows = new ArrayList<>();
        List<Integer> planted = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int truth = i % 2;
            boolean wrong = random.nextDouble() < 0.05;
            if (wrong) {
                planted.add(i);
            }
            texts.add("text " + i, wrong ? 1 - truth : truth);
            double p = Math.min(1, Math.max(0, (truth == 0 ? 0.85 : 0.15) + random.nextGaussian() * 0.12));
            rows.add(new double[] {p, 1 - p, 0});
        }
        ScoreMatrix scores = ScoreMatrix.of(Texts.LABELS, rows.toArray(double[][]::new));
        LabelIssues issues = ConfidentLearning.findIssues(
                texts.named("train"), scores, new CleaningOptions(Optional.empty(), 0.06, 1));

        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            if (!issues.of(i).isEmpty()) {
                found.add(i);
            }
        }
        long right = found.stream().filter(planted::contains).count();

        assertThat(planted).hasSizeGreaterThan(35);
        assertThat((double) right / found.size()).as("precision").isGreaterThan(0.95);
        // A threshold is a mean, and an error whose probability lies on the other side of it is not confidently one.
        assertThat((double) right / planted.size()).as("recall").isGreaterThan(0.6);
    }

    @Test
    void scoresOfOtherTextsAreRefused() {
        ScoreMatrix few = ScoreMatrix.of(Texts.LABELS, new double[][] {{0, 0, 0}});
        ScoreMatrix other = ScoreMatrix.of(LabelSet.of("a"), new double[10][1]);

        for (ScoreMatrix wrong : List.of(few, other)) {
            assertThatThrownBy(() -> ConfidentLearning.findIssues(oneLabel(), wrong, ALL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected scores of the 10 examples of 'train' for [joy, anger, grief]");
        }
    }

    private static Dataset oneLabel() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < PROBABILITIES.length; i++) {
            examples.add(new Example("text " + i, List.of(i < 4 ? 0 : 1), "id" + i));
        }
        return new Dataset("train", Texts.LABELS, examples, Texts.SHA256);
    }

    private static ScoreMatrix scores() {
        double[][] rows = new double[PROBABILITIES.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {PROBABILITIES[i], i < 4 ? 0.1 : 0.9, 0.01};
        }
        return ScoreMatrix.of(Texts.LABELS, rows);
    }
}
