package io.github.emotions4j.evaluation.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.scorefile.ScoreFile;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The evidence for the default threshold search: searches compared by cross-validation on dev alone, with the scores of
 * a real model. Writes {@code target/threshold-searches.txt}. Run it with
 * {@code mvn -Pfast -pl emotions4j-evaluation -am test -Dtest=ThresholdSearchEval
 * -Dsurefire.failIfNoSpecifiedTests=false -Demotions4j.devScores=dev.jsonl}, where {@code classify --scores} has
 * printed {@code dev.jsonl} for dev.
 */
class ThresholdSearchEval {

    @Test
    void comparesThresholdSearchesOnDevAlone() throws IOException {
        String scoreFile = System.getProperty("emotions4j.devScores", "");
        assumeTrue(!scoreFile.isEmpty(), "no scores of dev; name their file with -Demotions4j.devScores");
        Dataset dev = GoEmotions.read(GoEmotionsFolder.find().orElseThrow(), Split.DEV);

        List<ThresholdCrossValidation.Result> results = new ThresholdCrossValidation(5, 20, 20200705)
                .compare(TruthMatrix.of(dev), ScoreFile.read(Path.of(scoreFile), dev), searches());

        Files.writeString(Path.of("target", "threshold-searches.txt"), ThresholdCrossValidation.format(results));
        assertThat(results).allMatch(result -> result.macroF1() > 0);
    }

    private static List<ThresholdSearch> searches() {
        ThresholdSearch plain = ThresholdSearch.defaults()
                .withCandidates(ThresholdCandidates.exact())
                .withRegularisation(new ThresholdRegularisation.None());
        List<ThresholdSearch> searches = new ArrayList<>();
        searches.add(plain);
        searches.add(plain.withCandidates(ThresholdCandidates.grid()));
        searches.add(plain.withCandidates(new ThresholdCandidates.Grid(0.01)));
        searches.add(plain.withScope(ThresholdSearch.Scope.GLOBAL));
        for (double strength : new double[] {2, 5, 10, 20, 50, 100}) {
            searches.add(plain.withRegularisation(new ThresholdRegularisation.Shrinkage(strength)));
            searches.add(plain.withRegularisation(new ThresholdRegularisation.ScorePrior(strength)));
        }
        for (double width : new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.7}) {
            searches.add(plain.withRegularisation(new ThresholdRegularisation.GaussianKernel(width)));
        }
        return searches;
    }
}
