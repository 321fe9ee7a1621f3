package io.github.emotions4j.evaluation.bootstrap;

import io.github.emotions4j.evaluation.matrix.SystemOutput;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.Metric;
import io.github.emotions4j.evaluation.metric.ResampledMetrics;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Bootstrap intervals of the metrics. Each sample draws as many examples as there are, with replacement, and the
 * metrics are computed on it. The same seed gives the same result on any number of cores.
 *
 * <p>Source: Efron 1979, Bootstrap Methods (<a href="https://doi.org/10.1214/aos/1176344552">paper</a>), with
 * percentile intervals. Immutable and thread-safe.
 *
 * @param draws number of samples, at least 2
 * @param seed seed of the random draws
 */
public record Bootstrap(int draws, long seed) {

    private static final int DEFAULT_DRAWS = 2_000;

    private static final List<Metric> METRICS = List.of(Metric.values());

    /**
     * Refuses too few samples for an interval.
     *
     * @throws IllegalArgumentException if there are fewer than 2 draws
     */
    public Bootstrap {
        if (draws < 2) {
            throw new IllegalArgumentException("found " + draws + " draws, expected at least 2");
        }
    }

    /**
     * A bootstrap of 2000 samples.
     *
     * @param seed seed of the random draws
     * @return the bootstrap
     */
    public static Bootstrap seeded(long seed) {
        return new Bootstrap(DEFAULT_DRAWS, seed);
    }

    /**
     * Computes the interval of every metric and of the F1 of every label.
     *
     * @param truth the true labels
     * @param output scores and predictions of the same examples and labels
     * @return 95 % intervals; a sample in which a ranking metric is not defined is left out of its interval
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public Intervals intervals(TruthMatrix truth, SystemOutput output) {
        ResampledMetrics metrics = ResampledMetrics.of(truth, output);
        List<Optional<Interval>> intervals =
                samples(truth, metrics::of).stream().map(Bootstrap::interval).toList();
        return new Intervals(byMetric(intervals), ofLabels(intervals));
    }

    /**
     * Compares two systems on the same samples (paired bootstrap).
     *
     * @param truth the true labels
     * @param first output of the first system
     * @param second output of the second system
     * @return the differences, first minus second
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public Comparison compare(TruthMatrix truth, SystemOutput first, SystemOutput second) {
        ResampledMetrics ofFirst = ResampledMetrics.of(truth, first);
        ResampledMetrics ofSecond = ResampledMetrics.of(truth, second);
        Function<int[], double[]> difference = weights -> minus(ofFirst.of(weights), ofSecond.of(weights));
        int[] once = new int[truth.exampleCount()];
        Arrays.fill(once, 1);
        double[] observed = difference.apply(once);
        List<double[]> samples = samples(truth, difference);
        List<Optional<Comparison.Difference>> differences = IntStream.range(0, samples.size())
                .mapToObj(index -> interval(samples.get(index))
                        .map(interval -> new Comparison.Difference(observed[index], interval)))
                .toList();
        return new Comparison(byMetric(differences), ofLabels(differences));
    }

    /** The interval of one metric, or empty when no sample defines the metric. */
    private static Optional<Interval> interval(double[] samples) {
        double[] existing =
                Arrays.stream(samples).filter(value -> !Double.isNaN(value)).toArray();
        return existing.length == 0 ? Optional.empty() : Optional.of(Interval.ofSamples(existing));
    }

    /** The metrics of all samples, shape {@code [metrics][draws]}. */
    private List<double[]> samples(TruthMatrix truth, Function<int[], double[]> metricsOfWeights) {
        // Each draw has its own seed, so that the result does not depend on the threads.
        long[] seeds = new SplittableRandom(seed).longs(draws).toArray();
        double[][] samples = new double[METRICS.size() + truth.labels().size()][draws];
        IntStream.range(0, draws).parallel().forEach(draw -> {
            double[] ofDraw = metricsOfWeights.apply(drawn(truth.exampleCount(), seeds[draw]));
            for (int index = 0; index < samples.length; index++) {
                samples[index][draw] = ofDraw[index];
            }
        });
        return List.of(samples);
    }

    /** How often each example is drawn. */
    private static int[] drawn(int examples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] weights = new int[examples];
        for (int draw = 0; draw < examples; draw++) {
            weights[random.nextInt(examples)]++;
        }
        return weights;
    }

    private static <T> Map<Metric, T> byMetric(List<Optional<T>> values) {
        Map<Metric, T> byMetric = new EnumMap<>(Metric.class);
        for (int index = 0; index < METRICS.size(); index++) {
            Metric metric = METRICS.get(index);
            values.get(index).ifPresent(value -> byMetric.put(metric, value));
        }
        return byMetric;
    }

    private static <T> List<T> ofLabels(List<Optional<T>> values) {
        return values.subList(METRICS.size(), values.size()).stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private static double[] minus(double[] first, double[] second) {
        double[] difference = new double[first.length];
        for (int index = 0; index < first.length; index++) {
            difference[index] = first[index] - second[index];
        }
        return difference;
    }
}
