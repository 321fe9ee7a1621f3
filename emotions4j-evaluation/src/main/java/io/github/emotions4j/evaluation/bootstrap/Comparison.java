package io.github.emotions4j.evaluation.bootstrap;

import io.github.emotions4j.evaluation.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The differences between the metrics of two systems on the same examples. Immutable and thread-safe.
 *
 * @param overall the difference of each metric over all labels, without metrics that are not defined
 * @param labelF1 the difference of each label's F1, in id order
 */
public record Comparison(Map<Metric, Difference> overall, List<Difference> labelF1) {

    /**
     * A metric of the first system minus that of the second.
     *
     * @param observed the difference on the original examples
     * @param interval its 95 % bootstrap interval
     */
    public record Difference(double observed, Interval interval) {}

    /** Makes a comparison; {@link Bootstrap#compare} computes one. */
    public Comparison {
        overall = Map.copyOf(overall);
        labelF1 = List.copyOf(labelF1);
    }

    /**
     * The difference of one metric.
     *
     * @param metric the metric
     * @return first minus second
     * @throws IllegalArgumentException if there is none
     */
    public Difference of(Metric metric) {
        return find(metric)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no difference of " + metric.metricName() + " among " + overall.keySet()));
    }

    /**
     * The difference of one metric, if it is defined.
     *
     * @param metric the metric
     * @return first minus second, or empty when the metric is not defined
     */
    public Optional<Difference> find(Metric metric) {
        return Optional.ofNullable(overall.get(metric));
    }
}
