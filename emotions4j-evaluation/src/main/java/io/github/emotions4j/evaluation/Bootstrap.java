package io.github.emotions4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Says how sure figures are: examples are drawn anew with replacement, as many as there are, and the figures are computed
 * of each draw. The same seed gives the same result on any number of cores.
 *
 * <p>Source: Efron 1979, Bootstrap Methods (<a href="https://doi.org/10.1214/aos/1176344552">paper</a>), percentile
 * intervals. Immutable and thread-safe.
 *
 * @param draws how many draws, at least 2
 * @param seed seed of the draws
 */
public record Bootstrap(int draws, long seed) {

    private static final int DEFAULT_DRAWS = 2_000;

    private static final List<Metric> METRICS = List.of(Metric.values());

    /**
     * Checks the number of draws.
     *
     * @throws IllegalArgumentException if it is below 2
     */
    public Bootstrap {
        if (draws < 2) {
            throw new IllegalArgumentException("found " + draws + " draws, expected at least 2");
        }
    }

    /**
     * Two thousand draws.
     *
     * @param seed seed of the draws
     * @return the bootstrap
     */
    public static Bootstrap seeded(long seed) {
        return new Bootstrap(DEFAULT_DRAWS, seed);
    }

    /**
     * The intervals of all figures.
     *
     * @param truth the true labels
     * @param predictions the detected labels of the same examples and labels
     * @return 95 % intervals
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public Intervals intervals(TruthMatrix truth, PredictionMatrix predictions) {
        Decisions decisions = Decisions.of(truth, predictions);
        double[][] samples = samples(truth.exampleCount(), figures(truth), decisions::figures);
        List<Interval> intervals =
                Arrays.stream(samples).map(Interval::ofSamples).toList();
        return new Intervals(byMetric(intervals), ofLabels(intervals));
    }

    /**
     * Compares two systems on the same draws.
     *
     * @param truth the true labels
     * @param first the labels that the first system detected
     * @param second the labels that the second system detected
     * @return the differences, first minus second
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public Comparison compare(TruthMatrix truth, PredictionMatrix first, PredictionMatrix second) {
        Decisions ofFirst = Decisions.of(truth, first);
        Decisions ofSecond = Decisions.of(truth, second);
        Function<int[], double[]> difference = examples -> minus(ofFirst.figures(examples), ofSecond.figures(examples));
        double[] observed =
                difference.apply(IntStream.range(0, truth.exampleCount()).toArray());
        double[][] samples = samples(truth.exampleCount(), figures(truth), difference);
        List<Comparison.Difference> differences = IntStream.range(0, samples.length)
                .mapToObj(figure -> new Comparison.Difference(observed[figure], Interval.ofSamples(samples[figure])))
                .toList();
        return new Comparison(byMetric(differences), ofLabels(differences));
    }

    /** The figures of all draws, shape {@code [figures][draws]}. */
    private double[][] samples(int examples, int figures, Function<int[], double[]> figuresOfDraw) {
        // A seed per draw, so that draws do not depend on who computes them.
        long[] seeds = new SplittableRandom(seed).longs(draws).toArray();
        double[][] samples = new double[figures][draws];
        IntStream.range(0, draws).parallel().forEach(draw -> {
            double[] ofDraw = figuresOfDraw.apply(drawn(examples, seeds[draw]));
            for (int figure = 0; figure < figures; figure++) {
                samples[figure][draw] = ofDraw[figure];
            }
        });
        return samples;
    }

    private static int[] drawn(int examples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[examples];
        for (int index = 0; index < examples; index++) {
            drawn[index] = random.nextInt(examples);
        }
        return drawn;
    }

    private static <T> Map<Metric, T> byMetric(List<T> figures) {
        Map<Metric, T> byMetric = new EnumMap<>(Metric.class);
        for (int index = 0; index < METRICS.size(); index++) {
            byMetric.put(METRICS.get(index), figures.get(index));
        }
        return byMetric;
    }

    private static <T> List<T> ofLabels(List<T> figures) {
        return figures.subList(METRICS.size(), figures.size());
    }

    private static int figures(TruthMatrix truth) {
        return METRICS.size() + truth.labels().size();
    }

    private static double[] minus(double[] first, double[] second) {
        double[] difference = new double[first.length];
        for (int figure = 0; figure < first.length; figure++) {
            difference[figure] = first[figure] - second[figure];
        }
        return difference;
    }

    /**
     * What was decided for each example, without the many right decisions against a label: {@code cells[example]} holds
     * {@code label * KINDS + kind} for each true or detected label.
     */
    private record Decisions(int labelCount, List<int[]> cells) {

        private static final int KINDS = 3;
        private static final int TRUE_POSITIVE = 0;
        private static final int FALSE_POSITIVE = 1;
        private static final int FALSE_NEGATIVE = 2;

        static Decisions of(TruthMatrix truth, PredictionMatrix predictions) {
            predictions.requireMatches(truth);
            List<int[]> cells = new ArrayList<>();
            for (int example = 0; example < truth.exampleCount(); example++) {
                cells.add(cellsOf(example, truth, predictions));
            }
            return new Decisions(truth.labels().size(), cells);
        }

        /** All metrics in their order, then the F1 of each label. */
        double[] figures(int[] examples) {
            long[] counts = new long[labelCount * KINDS];
            int exact = 0;
            for (int example : examples) {
                boolean right = true;
                for (int cell : cells.get(example)) {
                    counts[cell]++;
                    right &= cell % KINDS == TRUE_POSITIVE;
                }
                exact += right ? 1 : 0;
            }
            return figures((double) exact / examples.length, confusion(counts, examples.length));
        }

        private static double[] figures(double accuracy, List<ConfusionCounts> labels) {
            double[] figures = new double[METRICS.size() + labels.size()];
            Metric.Figures given = new Metric.Figures(accuracy, labels);
            for (int index = 0; index < METRICS.size(); index++) {
                figures[index] = METRICS.get(index).of(given);
            }
            for (int labelId = 0; labelId < labels.size(); labelId++) {
                figures[METRICS.size() + labelId] = labels.get(labelId).f1();
            }
            return figures;
        }

        private static List<ConfusionCounts> confusion(long[] counts, int examples) {
            List<ConfusionCounts> labels = new ArrayList<>();
            for (int first = 0; first < counts.length; first += KINDS) {
                long truePositives = counts[first + TRUE_POSITIVE];
                labels.add(ConfusionCounts.of(
                        truePositives,
                        truePositives + counts[first + FALSE_POSITIVE],
                        truePositives + counts[first + FALSE_NEGATIVE],
                        examples));
            }
            return labels;
        }

        private static int[] cellsOf(int example, TruthMatrix truth, PredictionMatrix predictions) {
            return IntStream.range(0, truth.labels().size())
                    .filter(id -> truth.isTrue(example, id) || predictions.isPredicted(example, id))
                    .map(id -> id * KINDS + kind(truth.isTrue(example, id), predictions.isPredicted(example, id)))
                    .toArray();
        }

        private static int kind(boolean isTrue, boolean isPredicted) {
            if (isTrue && isPredicted) {
                return TRUE_POSITIVE;
            }
            return isTrue ? FALSE_NEGATIVE : FALSE_POSITIVE;
        }
    }
}
