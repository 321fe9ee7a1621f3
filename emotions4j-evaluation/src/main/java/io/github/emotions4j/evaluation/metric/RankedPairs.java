package io.github.emotions4j.evaluation.metric;

import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The pairs of example and label that {@link AdaptiveCalibration} counts, in ascending order of score. They are sorted
 * once, so that the calibration of each bootstrap sample takes one pass. Immutable and thread-safe.
 */
final class RankedPairs {

    private final List<Pair> pairs;
    private final int exampleCount;

    private record Pair(double score, int example, boolean isTrue) {}

    private RankedPairs(List<Pair> pairs, int exampleCount) {
        this.pairs = pairs;
        this.exampleCount = exampleCount;
    }

    static RankedPairs of(TruthMatrix truth, ScoreMatrix scores) {
        scores.requireMatches(truth);
        List<Pair> pairs = new ArrayList<>();
        for (int labelId = 0; labelId < truth.labels().size(); labelId++) {
            for (int example = 0; example < truth.exampleCount(); example++) {
                double score = scores.score(example, labelId);
                if (score >= AdaptiveCalibration.LEAST_SCORE) {
                    pairs.add(new Pair(score, example, truth.isTrue(example, labelId)));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::score));
        return new RankedPairs(pairs, truth.exampleCount());
    }

    /** The bins where each example occurs once. */
    AdaptiveCalibration calibration() {
        int[] once = new int[exampleCount];
        Arrays.fill(once, 1);
        return calibration(once);
    }

    /** The bins where each example occurs as often as its weight says. */
    AdaptiveCalibration calibration(int[] weights) {
        Pass pass = new Pass(mass(weights));
        double score = Double.NaN;
        for (Pair pair : pairs) {
            if (pair.score() != score) {
                pass.startScore();
                score = pair.score();
            }
            pass.add(weights[pair.example()], pair);
        }
        return new AdaptiveCalibration(pass.bins());
    }

    private long mass(int[] weights) {
        return pairs.stream().mapToLong(pair -> weights[pair.example()]).sum();
    }

    /** Fills the bins from the lowest score up; a whole score goes where its first pair belongs. */
    private static final class Pass {

        private final long mass;
        private final long[] decisions = new long[AdaptiveCalibration.BINS];
        private final double[] sums = new double[AdaptiveCalibration.BINS];
        private final long[] positives = new long[AdaptiveCalibration.BINS];
        private long before;
        private int bin;

        Pass(long mass) {
            this.mass = mass;
        }

        void startScore() {
            if (before < mass) {
                bin = (int) (before * AdaptiveCalibration.BINS / mass);
            }
        }

        void add(int weight, Pair pair) {
            decisions[bin] += weight;
            sums[bin] += weight * pair.score();
            positives[bin] += pair.isTrue() ? weight : 0;
            before += weight;
        }

        List<Calibration.Bin> bins() {
            return Calibration.binsWithDecisions(decisions, sums, positives);
        }
    }
}
