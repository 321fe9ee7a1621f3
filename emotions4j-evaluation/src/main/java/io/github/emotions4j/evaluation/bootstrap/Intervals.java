package io.github.emotions4j.evaluation.bootstrap;

import io.github.emotions4j.evaluation.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bootstrap intervals of all metrics. Immutable and thread-safe.
 *
 * @param overall an interval of each metric over all labels, without metrics that are not defined
 * @param labelF1 an interval of each label's F1, in id order
 */
public record Intervals(Map<Metric, Interval> overall, List<Interval> labelF1) {

    /** Makes intervals; {@link Bootstrap#intervals} computes them. */
    public Intervals {
        overall = Map.copyOf(overall);
        labelF1 = List.copyOf(labelF1);
    }

    /**
     * The interval of one metric.
     *
     * @param metric the metric
     * @return its interval
     * @throws IllegalArgumentException if there is none
     */
    public Interval of(Metric metric) {
        return find(metric)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no interval of " + metric.metricName() + " among " + overall.keySet()));
    }

    /**
     * The interval of one metric, if it is defined.
     *
     * @param metric the metric
     * @return its interval, or empty when the metric is not defined
     */
    public Optional<Interval> find(Metric metric) {
        return Optional.ofNullable(overall.get(metric));
    }
}
