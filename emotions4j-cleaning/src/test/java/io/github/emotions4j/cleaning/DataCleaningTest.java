package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataCleaningTest {

    private static final CleaningOptions OPTIONS = new CleaningOptions(Optional.of(0.7), 0.5, 1);

    @Test
    void copiesAgreeOnTheLabelsOfAtLeastHalf() {
        Dataset train = new Texts()
                .add("Same!", 0)
                .add("same!", 0, 1)
                .add("Other", 2)
                .add("SAME!", 0)
                .named("train");

        Review review = DataCleaning.of(train, OPTIONS).review(List.of());

        assertThat(review.repetition()).isEqualTo(new Review.Repetition(1, 3, 1, 0, 0));
        assertThat(review.findings()).extracting(Finding::row).containsExactly(2, 1, 4);
        Finding odd = review.findings().get(0);
        assertThat(odd.given()).containsExactly("joy", "anger");
        assertThat(odd.suggested()).containsExactly("joy");
        assertThat(odd.score()).isEqualTo(2.0 / 3, within(1e-9));
        assertThat(odd.evidence().kinds()).containsExactly(FindingKind.CONFLICT, FindingKind.DUPLICATE);
        assertThat(odd.evidence().describe()).isEqualTo("same text as rows 1, 4 with other labels");
        assertThat(review.findings().get(1).suggestsChange()).isFalse();
        assertThat(review.findings().get(1).evidence().kinds()).containsExactly(FindingKind.CONFLICT);
        assertThat(review.suggestedChanges()).isEqualTo(1);
    }

    @Test
    void copiesThatAgreeAreFoundFromTheSecondOn() {
        Dataset train = new Texts().add("a text", 0).add("a  text", 0).named("train");

        Review review = DataCleaning.of(train, OPTIONS).review(List.of());

        assertThat(review.findings()).hasSize(1);
        assertThat(review.findings().get(0).row()).isEqualTo(2);
        assertThat(review.findings().get(0).suggestsChange()).isFalse();
        assertThat(review.count(FindingKind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void copiesWithoutAMajorityKeepTheirLabels() {
        Dataset train = new Texts().add("x", 0).add("x", 1).add("x", 2).named("train");

        Review review = DataCleaning.of(train, OPTIONS).review(List.of());

        assertThat(review.findings()).hasSize(3).noneMatch(Finding::suggestsChange);
    }

    @Test
    void textsOfDevAndTestAreReported() {
        Dataset train = new Texts().add("in both", 0).add("in none of them", 1).named("train");
        Dataset dev = new Texts().add("In  both", 1).named("dev");
        Dataset test = new Texts().add("in both", 0).named("test");

        Review review = DataCleaning.of(train, OPTIONS).review(List.of(dev, test));

        assertThat(review.findings()).hasSize(1);
        assertThat(review.findings().get(0).evidence().describe()).isEqualTo("also in dev, test");
        assertThat(review.findings().get(0).suggestsChange()).isFalse();
    }

    @Test
    void scoresThatContradictLabelsSuggestOthers() {
        Dataset train = new Texts()
                .add("first", 0)
                .add("second", 0)
                .add("third", 1)
                .add("fourth", 1)
                .named("train");
        ScoreMatrix scores =
                ScoreMatrix.of(Texts.LABELS, new double[][] {{.9, .1, 0}, {0, 1, 0}, {.1, .9, 0}, {.1, .8, 0}});

        Review review = DataCleaning.of(train, OPTIONS).review(scores, List.of());

        // joy: mean with .45, without .1; anger: mean with .85, without .55
        Finding finding = review.findings().get(0);
        assertThat(finding.row()).isEqualTo(2);
        assertThat(finding.given()).containsExactly("joy");
        assertThat(finding.suggested()).containsExactly("anger");
        assertThat(finding.score()).isEqualTo(1);
        assertThat(finding.evidence().describe())
                .isEqualTo("joy likely wrong: p 0.000 <= 0.100; anger likely missing: p 1.000 >= 0.850");
        assertThat(review.labels())
                .extracting(label -> label.wrong().reported())
                .containsExactly(1, 0, 0);
    }

    @Test
    void aLineOfEvidenceNamesTenRowsAtMost() {
        Texts texts = new Texts();
        for (int i = 0; i < 13; i++) {
            texts.add("a text", 0);
        }

        Review review = DataCleaning.of(texts.named("train"), OPTIONS).review(List.of());

        assertThat(review.findings().get(0).evidence().sameText()).hasSize(12);
        assertThat(review.findings().get(0).evidence().describe())
                .isEqualTo("same text as rows 1, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more");
    }

    @Test
    void optionsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new CleaningOptions(Optional.of(0.0), 0.1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("near-duplicate similarity is 0.0, expected above 0 and at most 1");
        assertThatThrownBy(() -> new CleaningOptions(Optional.empty(), 1.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max share is 1.5, expected from 0 to 1");
        assertThatThrownBy(() -> new CleaningOptions(Optional.empty(), 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("min examples is 0, expected at least 1");
        assertThatThrownBy(() -> new OutOfFoldOptions(1, TrainingOptions.defaults(), Path.of("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("folds is 1, expected at least 2");
    }
}
