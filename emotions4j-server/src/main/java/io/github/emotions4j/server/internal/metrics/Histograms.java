package io.github.emotions4j.server.internal.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;

/**
 * Distributions of values, one for each combination of label values.
 *
 * <p>Thread-safe.
 */
final class Histograms {

    private final String name;
    private final String help;
    private final double[] bounds;
    private final List<String> labelNames;
    private final Map<String, Histogram> histograms = new ConcurrentSkipListMap<>();

    private static final class Histogram {

        private final LongAdder[] counts;
        private final DoubleAdder sum = new DoubleAdder();

        Histogram(int bounds) {
            counts = new LongAdder[bounds + 1];
            Arrays.setAll(counts, bound -> new LongAdder());
        }
    }

    /** @param bounds upper bounds of the buckets, ascending, without infinity */
    Histograms(String name, String help, double[] bounds, String... labelNames) {
        this.name = name;
        this.help = help;
        this.bounds = bounds.clone();
        this.labelNames = List.of(labelNames);
    }

    /** Upper bounds that grow by a factor. */
    static double[] bounds(double first, double factor, int count) {
        return DoubleStream.iterate(first, bound -> bound * factor).limit(count).toArray();
    }

    void observe(double value, String... labelValues) {
        String labels = MetricText.Labels.of(labelNames, List.of(labelValues)).text();
        Histogram histogram = histograms.computeIfAbsent(labels, key -> new Histogram(bounds.length));
        int found = Arrays.binarySearch(bounds, value);
        histogram.counts[found >= 0 ? found : -found - 1].increment();
        histogram.sum.add(value);
    }

    void write(MetricText text) {
        text.begin(name, "histogram", help);
        histograms.forEach((labels, histogram) -> write(text, new MetricText.Labels(labels), histogram));
    }

    private void write(MetricText text, MetricText.Labels labels, Histogram histogram) {
        long cumulative = 0;
        for (int i = 0; i <= bounds.length; i++) {
            cumulative += histogram.counts[i].sum();
            double bound = i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY;
            text.sample(name + "_bucket", labels.with("le", MetricText.number(bound)), (double) cumulative);
        }
        text.sample(name + "_sum", labels, histogram.sum.sum());
        text.sample(name + "_count", labels, (double) cumulative);
    }
}
