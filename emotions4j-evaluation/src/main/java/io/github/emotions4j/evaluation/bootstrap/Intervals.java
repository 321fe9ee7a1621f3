package io.github.emotions4j.evaluation.bootstrap;

import io.github.emotions4j.evaluation.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far figures would move on another sample of the same size. Immutable and thread-safe.
 *
 * @param overall an interval of each metric over all labels; a metric that no label has is missing
 * @param labelF1 an interval of each label's F1, in id order
 */
public record Intervals(Map<Metric, Interval> overall, List<Interval> labelF1) {

    /** Copies the intervals. */
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
     * The interval of one metric, where it exists.
     *
     * @param metric the metric
     * @return its interval, or empty when no label has the metric
     */
    public Optional<Interval> find(Metric metric) {
        return Optional.ofNullable(overall.get(metric));
    }
}
