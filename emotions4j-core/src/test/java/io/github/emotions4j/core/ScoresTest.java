package io.github.emotions4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "anger", "fear", "neutral");
    private static final Thresholds THRESHOLDS = Thresholds.of(LABELS, new double[] {0.5, 0.2, 0.9, 0.3});

    private static Scores scores(float... values) {
        return Scores.of(THRESHOLDS, values);
    }

    @Test
    void ranksBestFirstAndTiesInLabelOrder() {
        assertThat(scores(0.2f, 0.7f, 0.2f, 0.9f).ranked())
                .extracting(LabelScore::label)
                .containsExactly("neutral", "anger", "joy", "fear");
    }

    @Test
    void emotionsAreThoseThatReachTheirOwnThreshold() {
        assertThat(scores(0.5f, 0.19f, 0.89f, 0.95f).emotions())
                .containsExactly(new LabelScore("neutral", 0.95f), new LabelScore("joy", 0.5f));
        assertThat(scores(0, 0, 0, 0).emotions()).isEmpty();
    }

    @Test
    void emotionsAtOtherThresholds() {
        assertThat(scores(0.1f, 0.3f, 0.6f, 0).emotions(Thresholds.constant(LABELS, 0.3f)))
                .extracting(LabelScore::label)
                .containsExactly("fear", "anger");
        Thresholds others = Thresholds.constant(LabelSet.of("joy"), 0.5);
        assertThatThrownBy(() -> scores(0, 0, 0, 0).emotions(others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[joy]");
    }

    @Test
    void topGivesAsManyAsThereAre() {
        assertThat(scores(0.1f, 0.2f, 0.3f, 0.4f).top(2))
                .extracting(LabelScore::label)
                .containsExactly("neutral", "fear");
        assertThat(scores(0.1f, 0.2f, 0.3f, 0.4f).top(99)).hasSize(4);
        assertThatThrownBy(() -> scores(0, 0, 0, 0).top(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("top 0");
    }

    @Test
    void findsAScoreByName() {
        assertThat(scores(0.1f, 0.2f, 0.3f, 0.4f).score("fear")).isEqualTo(0.3f);
        assertThatThrownBy(() -> scores(0, 0, 0, 0).score("hope"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown label 'hope'");
    }

    @Test
    void refusesScoresOutsideTheRange() {
        assertThatThrownBy(() -> scores(0, Float.NaN, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("score of 'anger' is NaN");
        assertThatThrownBy(() -> scores(0, 0, 1.5f, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scores(0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 3 scores, expected one for each of 4 labels");
    }

    @Test
    void keepsItsOwnCopy() {
        float[] values = {0.1f, 0.2f, 0.3f, 0.4f};
        Scores scores = Scores.of(THRESHOLDS, values);
        values[0] = 1;
        scores.toArray()[1] = 1;
        assertThat(scores.toArray()).containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
    }

    @Test
    void printsTheBestThree() {
        assertThat(scores(0.1f, 0.25f, 0.3f, 0.4f))
                .hasToString("Scores[neutral 0.40, fear 0.30, anger 0.25, ... 4 labels]");
    }

    @Test
    void saysHowTheTextWasRead() {
        Scores whole = scores(0.1f, 0.2f, 0.3f, 0.4f);

        assertThat(whole.windows()).isEqualTo(1);
        assertThat(whole.isTruncated()).isFalse();
        assertThat(whole.inWindows(3).windows()).isEqualTo(3);
        assertThat(whole.inWindows(3).isTruncated()).isFalse();
        assertThat(whole.ofBeginning().windows()).isEqualTo(1);
        assertThat(whole.ofBeginning().isTruncated()).isTrue();
        assertThat(whole.inWindows(3).toArray()).isEqualTo(whole.toArray());
        assertThat(whole.inWindows(1)).isEqualTo(whole);
        assertThat(whole).isNotEqualTo(whole.inWindows(2)).isNotEqualTo(whole.ofBeginning());
        assertThatThrownBy(() -> whole.inWindows(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found 0 windows, expected at least 1");
    }
}
