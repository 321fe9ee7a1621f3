package io.github.emotions4j.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.evaluation.internal.TextTable;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import io.github.emotions4j.evaluation.scorefile.ScoreFile;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The evidence for the default priors of calibration: fits compared by cross-validation on dev alone, five folds, four
 * times. Writes {@code target/platt-fits.txt}: for each fit the mean log-loss of a text and the calibration error of
 * the pooled folds. Run it with
 * {@code mvn -Pfast -pl emotions4j-evaluation -am test -Dtest=PlattFitEval
 * -Dsurefire.failIfNoSpecifiedTests=false -Demotions4j.devScores=dev.jsonl}, where {@code classify --scores} has
 * printed {@code dev.jsonl} for dev.
 */
class PlattFitEval {

    private static final int FOLDS = 5;
    private static final int REPEATS = 4;
    private static final double[] STRENGTHS = {0.001, 1, 10, 30, 100, 300};

    @Test
    void comparesPriorsOnDevAlone() throws IOException {
        String scoreFile = System.getProperty("emotions4j.devScores", "");
        assumeTrue(!scoreFile.isEmpty(), "no scores of dev; name their file with -Demotions4j.devScores");
        Dataset dev = GoEmotions.read(GoEmotionsFolder.find().orElseThrow(), Split.DEV);
        TruthMatrix truth = TruthMatrix.of(dev);
        ScoreMatrix scores = ScoreFile.read(Path.of(scoreFile), dev);

        TextTable table = new TextTable();
        table.add(List.of("fit", "log-loss", "calibration error"));
        table.add(row("none", truth, scores, (fitTruth, fitScores) -> identity(fitTruth.labels())));
        table.add(row("one line for all labels", truth, scores, PlattFitEval::oneLine));
        for (double scaleStrength : STRENGTHS) {
            for (double offsetStrength : STRENGTHS) {
                PlattFit fit = new PlattFit(scaleStrength, offsetStrength);
                table.add(row(scaleStrength + ", " + offsetStrength, truth, scores, fit::fit));
            }
        }

        String formatted = table.format();
        Files.writeString(Path.of("target", "platt-fits.txt"), formatted);
        assertThat(formatted).hasLineCount(3 + STRENGTHS.length * STRENGTHS.length);
    }

    private interface Fit {
        PlattScaling of(TruthMatrix truth, ScoreMatrix scores);
    }

    private static PlattScaling identity(LabelSet labels) {
        return new PlattScaling(labels, Collections.nCopies(labels.size(), PlattScaling.Line.IDENTITY));
    }

    private static PlattScaling oneLine(TruthMatrix truth, ScoreMatrix scores) {
        int labelCount = truth.labels().size();
        int cells = truth.exampleCount() * labelCount;
        LabelSet pool = LabelSet.of("any");
        PlattScaling line = new PlattFit(0.001, 0.001)
                .fit(
                        TruthMatrix.of(
                                pool,
                                IntStream.range(0, cells)
                                        .mapToObj(cell ->
                                                new boolean[] {truth.isTrue(cell / labelCount, cell % labelCount)})
                                        .toArray(boolean[][]::new)),
                        ScoreMatrix.of(
                                pool,
                                IntStream.range(0, cells)
                                        .mapToObj(cell ->
                                                new double[] {scores.score(cell / labelCount, cell % labelCount)})
                                        .toArray(double[][]::new)));
        return new PlattScaling(
                truth.labels(), Collections.nCopies(labelCount, line.lines().get(0)));
    }

    private static List<String> row(String name, TruthMatrix truth, ScoreMatrix scores, Fit fit) {
        double logLoss = 0;
        double error = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            List<Integer> order =
                    IntStream.range(0, truth.exampleCount()).boxed().collect(Collectors.toList());
            Collections.shuffle(order, new Random(repeat));
            int[] examples = order.stream().mapToInt(Integer::intValue).toArray();
            TruthMatrix shuffledTruth = truth.rows(examples);
            ScoreMatrix unseen = calibratedUnseen(shuffledTruth, scores.rows(examples), fit);
            logLoss += logLoss(shuffledTruth, unseen) / REPEATS;
            error += AdaptiveCalibration.of(shuffledTruth, unseen).error().orElseThrow() / REPEATS;
        }
        return List.of(name, String.format(Locale.ROOT, "%.5f", logLoss), String.format(Locale.ROOT, "%.4f", error));
    }

    /** Each fold calibrated by what the other folds say. */
    private static ScoreMatrix calibratedUnseen(TruthMatrix truth, ScoreMatrix scores, Fit fit) {
        double[][] rows = new double[truth.exampleCount()][truth.labels().size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] inside = IntStream.range(0, rows.length)
                    .filter(row -> row % FOLDS == held)
                    .toArray();
            int[] outside = IntStream.range(0, rows.length)
                    .filter(row -> row % FOLDS != held)
                    .toArray();
            ScoreMatrix calibrated =
                    fit.of(truth.rows(outside), scores.rows(outside)).apply(scores.rows(inside));
            for (int index = 0; index < inside.length; index++) {
                for (int labelId = 0; labelId < truth.labels().size(); labelId++) {
                    rows[inside[index]][labelId] = calibrated.score(index, labelId);
                }
            }
        }
        return ScoreMatrix.of(truth.labels(), rows);
    }

    private static double logLoss(TruthMatrix truth, ScoreMatrix scores) {
        double sum = 0;
        for (int example = 0; example < truth.exampleCount(); example++) {
            for (int labelId = 0; labelId < truth.labels().size(); labelId++) {
                double score = scores.score(example, labelId);
                sum -= Math.log(truth.isTrue(example, labelId) ? score : 1 - score);
            }
        }
        return sum / truth.exampleCount();
    }
}
