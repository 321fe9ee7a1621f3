package io.github.emotions4j.server.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramsTest {

    @Test
    void bucketsAreCumulativeAndUpperBoundsBelongToThem() {
        Histograms histograms = new Histograms("h", "Help.", new double[] {1, 2}, "model");
        histograms.observe(1, "a");
        histograms.observe(1.5, "a");
        histograms.observe(9, "a");
        MetricText text = new MetricText();

        histograms.write(text);

        assertThat(text.toString()).isEqualTo("""
                        # HELP h Help.
                        # TYPE h histogram
                        h_bucket{model="a",le="1"} 1
                        h_bucket{model="a",le="2"} 2
                        h_bucket{model="a",le="+Inf"} 3
                        h_sum{model="a"} 11.5
                        h_count{model="a"} 3
                        """);
    }

    @Test
    void labelValuesAreEscaped() {
        Counters counters = new Counters("c_total", "Help.", "model");
        counters.add(2, "a\"b\\c\nd");
        MetricText text = new MetricText();

        counters.write(text);

        assertThat(text.toString()).contains("c_total{model=\"a\\\"b\\\\c\\nd\"} 2\n");
    }

    @Test
    void boundsGrowByTheFactor() {
        assertThat(Histograms.bounds(1, 2, 4)).containsExactly(1, 2, 4, 8);
    }
}
