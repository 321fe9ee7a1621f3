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
     * @param output what the system said of the same examples and labels
     * @return 95 % intervals; a draw in which no label has a ranking metric counts for no interval of it
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public Intervals intervals(TruthMatrix truth, SystemOutput output) {
        ResampledMetrics figures = ResampledMetrics.of(truth, output);
        List<Optional<Interval>> intervals =
                samples(truth, figures::of).stream().map(Bootstrap::interval).toList();
        return new Intervals(byMetric(intervals), ofLabels(intervals));
    }

    /**
     * Compares two systems on the same draws.
     *
     * @param truth the true labels
     * @param first what the first system said
     * @param second what the second system said
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
                .mapToObj(figure -> interval(samples.get(figure))
                        .map(interval -> new Comparison.Difference(observed[figure], interval)))
                .toList();
        return new Comparison(byMetric(differences), ofLabels(differences));
    }

    /** A figure's interval, or empty when no draw has the figure. */
    private static Optional<Interval> interval(double[] samples) {
        double[] existing =
                Arrays.stream(samples).filter(value -> !Double.isNaN(value)).toArray();
        return existing.length == 0 ? Optional.empty() : Optional.of(Interval.ofSamples(existing));
    }

    /** The figures of all draws, shape {@code [figures][draws]}. */
    private List<double[]> samples(TruthMatrix truth, Function<int[], double[]> figuresOfWeights) {
        // A seed per draw, so that draws do not depend on who computes them.
        long[] seeds = new SplittableRandom(seed).longs(draws).toArray();
        double[][] samples = new double[METRICS.size() + truth.labels().size()][draws];
        IntStream.range(0, draws).parallel().forEach(draw -> {
            double[] ofDraw = figuresOfWeights.apply(drawn(truth.exampleCount(), seeds[draw]));
            for (int figure = 0; figure < samples.length; figure++) {
                samples[figure][draw] = ofDraw[figure];
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

    private static <T> Map<Metric, T> byMetric(List<Optional<T>> figures) {
        Map<Metric, T> byMetric = new EnumMap<>(Metric.class);
        for (int index = 0; index < METRICS.size(); index++) {
            Metric metric = METRICS.get(index);
            figures.get(index).ifPresent(figure -> byMetric.put(metric, figure));
        }
        return byMetric;
    }

    private static <T> List<T> ofLabels(List<Optional<T>> figures) {
        return figures.subList(METRICS.size(), figures.size()).stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private static double[] minus(double[] first, double[] second) {
        double[] difference = new double[first.length];
        for (int figure = 0; figure < first.length; figure++) {
            difference[figure] = first[figure] - second[figure];
        }
        return difference;
    }
}
