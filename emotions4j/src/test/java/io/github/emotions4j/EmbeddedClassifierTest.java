package io.github.emotions4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import org.junit.jupiter.api.Test;

class EmbeddedClassifierTest {

    private static final boolean MODEL_PRESENT =
            EmotionClassifier.class.getResource("/io/github/emotions4j/model/config.json") != null;

    @Test
    void findsTheEmbeddedModelThroughThisOneDependency() {
        assumeThat(MODEL_PRESENT).as("the embedded model is part of the build").isTrue();

        try (EmotionClassifier classifier = EmotionClassifier.embedded()) {
            Scores scores = classifier.classify("Thank you so much, I love it!");
            assertThat(scores.labels().size()).isEqualTo(28);
            assertThat(scores.emotions()).isNotEmpty();
        }
    }

    @Test
    void saysWhatToDependOnWhenThereIsNoModel() {
        assumeThat(MODEL_PRESENT).as("the embedded model is part of the build").isFalse();

        assertThatThrownBy(EmotionClassifier::embedded)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no embedded model on the class path");
    }
}
