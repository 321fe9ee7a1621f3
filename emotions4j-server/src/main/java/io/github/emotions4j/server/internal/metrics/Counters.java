package io.github.emotions4j.server.internal.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts that only grow, one for each combination of label values.
 *
 * <p>Thread-safe.
 */
final class Counters {

    private final String name;
    private final String help;
    private final List<String> labelNames;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    Counters(String name, String help, String... labelNames) {
        this.name = name;
        this.help = help;
        this.labelNames = List.of(labelNames);
    }

    void add(long count, String... labelValues) {
        String labels = MetricText.Labels.of(labelNames, List.of(labelValues)).text();
        counts.computeIfAbsent(labels, key -> new LongAdder()).add(count);
    }

    void write(MetricText text) {
        text.begin(name, "counter", help);
        counts.forEach((labels, count) -> text.sample(name, new MetricText.Labels(labels), (double) count.sum()));
    }
}
