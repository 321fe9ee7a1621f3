package io.github.emotions4j.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.SystemOutput;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How long 2,000 draws take for a split of the size of GoEmotions' test split. Writes
 * {@code target/bootstrap-time.txt}. Run it alone:
 * {@code mvn -Pfast -pl emotions4j-evaluation -am test -Dtest=BootstrapEval -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class BootstrapEval {

    private static final LabelSet LABELS = LabelSet.goEmotions();
    private static final int EXAMPLES = 5427;

    @Test
    void twoThousandDrawsTakeLessThanFiveSeconds() throws IOException {
        Random random = new Random(1);
        boolean[][] truth = new boolean[EXAMPLES][LABELS.size()];
        double[][] scores = new double[EXAMPLES][LABELS.size()];
        for (int example = 0; example < EXAMPLES; example++) {
            truth[example][random.nextInt(LABELS.size())] = true;
            for (int labelId = 0; labelId < LABELS.size(); labelId++) {
                scores[example][labelId] = random.nextDouble();
            }
        }
        ScoreMatrix matrix = ScoreMatrix.of(LABELS, scores);
        SystemOutput output = new SystemOutput(matrix, PredictionMatrix.of(matrix, Thresholds.constant(LABELS, 0.95)));

        long start = System.nanoTime();
        Bootstrap.seeded(1).intervals(TruthMatrix.of(LABELS, truth), output);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        Files.writeString(Path.of("target", "bootstrap-time.txt"), taken.toMillis() + " ms\n");
        assertThat(taken).isLessThan(Duration.ofSeconds(5));
    }
}
