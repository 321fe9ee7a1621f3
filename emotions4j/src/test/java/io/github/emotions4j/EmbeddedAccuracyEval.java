package io.github.emotions4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the embedded model scores on the test split of GoEmotions, with its own thresholds, which were chosen on dev.
 */
class EmbeddedAccuracyEval {

    @Test
    void macroF1OnTestIsAtLeast49Percent() throws IOException {
        Optional<Path> data = GoEmotionsFolder.find();
        assumeThat(data)
                .as("GoEmotions in the folder that %s names", GoEmotionsFolder.VARIABLE)
                .isPresent();
        Dataset test = GoEmotions.read(data.orElseThrow(), Split.TEST);
        try (EmotionClassifier classifier = EmotionClassifier.embedded()) {
            ScoreMatrix scores = ScoreMatrix.of(classifier.classify(test.texts()));
            Evaluation evaluation = Evaluation.of(TruthMatrix.of(test), scores, classifier.thresholds());
            assertThat(evaluation.macro().f1()).isGreaterThanOrEqualTo(0.49);
        }
    }
}
