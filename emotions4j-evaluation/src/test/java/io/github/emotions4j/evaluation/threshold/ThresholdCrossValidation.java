package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.internal.TextTable;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.Averages;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Compares threshold searches on one split alone: each fold's thresholds are chosen on the other folds, the decisions
 * of all folds are pooled, and macro-F1 is taken of the pool. Repeated with other folds, the same ones for each search.
 *
 * <p>Stateless and thread-safe.
 *
 * @param folds how many parts the split is cut into, at least 2
 * @param repeats how often it is cut anew, at least 2
 * @param seed seed of the cuts
 */
public record ThresholdCrossValidation(int folds, int repeats, long seed) {

    /**
     * What a search reached.
     *
     * @param search the search
     * @param macroF1 mean macro-F1 on examples that did not choose, in [0, 1]
     * @param gain mean difference to the first search compared
     * @param gainError standard error of that mean over the repeats
     * @param seenMacroF1 macro-F1 on the examples that did choose, for comparison: an upper bound
     */
    public record Result(ThresholdSearch search, double macroF1, double gain, double gainError, double seenMacroF1) {}

    /**
     * Needs two folds to hold one out, and two repeats for the standard error of the mean.
     *
     * @throws IllegalArgumentException if there are fewer than two folds or repeats
     */
    public ThresholdCrossValidation {
        if (folds < 2 || repeats < 2) {
            throw new IllegalArgumentException(
                    "found " + folds + " folds and " + repeats + " repeats, expected 2 or more");
        }
    }

    /**
     * Compares searches.
     *
     * @param truth the true labels of the split, at least one example per fold
     * @param scores the scores of the same examples and labels
     * @param searches the searches, the one to compare with first
     * @return one result per search, in the same order
     * @throws IllegalArgumentException if there are fewer examples than folds, or labels or numbers of examples differ
     */
    public List<Result> compare(TruthMatrix truth, ScoreMatrix scores, List<ThresholdSearch> searches) {
        scores.requireMatches(truth);
        if (truth.exampleCount() < folds) {
            throw new IllegalArgumentException("found " + truth.exampleCount()
                    + " examples, expected at least one for each of " + folds + " folds");
        }
        List<double[]> reached = searches.stream()
                .map(search -> macroF1OfRepeats(truth, scores, search))
                .toList();
        List<Result> results = new ArrayList<>();
        for (int index = 0; index < searches.size(); index++) {
            results.add(result(truth, scores, searches.get(index), reached.get(index), reached.get(0)));
        }
        return results;
    }

    /**
     * Formats results as an aligned table.
     *
     * @param results the results of {@link #compare}
     * @return a line per search, best first
     */
    public static String format(List<Result> results) {
        TextTable table = new TextTable();
        table.add(List.of("search", "macro-F1 unseen", "gain", "standard error", "macro-F1 seen"));
        results.stream()
                .sorted((first, second) -> Double.compare(second.macroF1(), first.macroF1()))
                .forEach(result -> table.add(List.of(
                        result.search().description(),
                        Decimals.fixed(result.macroF1(), 4),
                        Decimals.fixed(result.gain(), 4),
                        Decimals.fixed(result.gainError(), 4),
                        Decimals.fixed(result.seenMacroF1(), 4))));
        return table.format();
    }

    private static Result result(
            TruthMatrix truth, ScoreMatrix scores, ThresholdSearch search, double[] reached, double[] first) {
        double[] gains = IntStream.range(0, reached.length)
                .mapToDouble(repeat -> reached[repeat] - first[repeat])
                .toArray();
        double seen = Averages.macro(search.choose(truth, scores).counts()).f1();
        return new Result(search, mean(reached), mean(gains), standardError(gains), seen);
    }

    private double[] macroF1OfRepeats(TruthMatrix truth, ScoreMatrix scores, ThresholdSearch search) {
        return IntStream.range(0, repeats)
                .parallel()
                .mapToDouble(repeat -> macroF1(truth, scores, search, shuffled(truth.exampleCount(), repeat)))
                .toArray();
    }

    private double macroF1(TruthMatrix truth, ScoreMatrix scores, ThresholdSearch search, int[] order) {
        ConfusionCounts[] pool = new ConfusionCounts[truth.labels().size()];
        Arrays.fill(pool, ConfusionCounts.NONE);
        for (int fold = 0; fold < folds; fold++) {
            int[] choosing = inFold(order, fold, false);
            int[] evaluating = inFold(order, fold, true);
            ThresholdChoice choice = search.choose(truth.rows(choosing), scores.rows(choosing));
            PredictionMatrix decisions = PredictionMatrix.of(scores.rows(evaluating), choice.thresholds());
            TruthMatrix unseen = truth.rows(evaluating);
            for (int labelId = 0; labelId < pool.length; labelId++) {
                pool[labelId] =
                        pool[labelId].plus(ConfusionCounts.of(unseen.column(labelId), decisions.column(labelId)));
            }
        }
        return Averages.macro(List.of(pool)).f1();
    }

    private int[] inFold(int[] order, int fold, boolean inside) {
        return IntStream.range(0, order.length)
                .filter(index -> (index % folds == fold) == inside)
                .map(index -> order[index])
                .toArray();
    }

    private int[] shuffled(int count, int repeat) {
        SplittableRandom random = new SplittableRandom(seed + repeat);
        int[] order = IntStream.range(0, count).toArray();
        for (int last = count - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
