package io.github.emotions4j.server.internal.metrics;

import java.util.List;

/**
 * Writes the text format 0.0.4 of Prometheus.
 *
 * <p>Not thread-safe.
 */
final class MetricText {

    private final StringBuilder text = new StringBuilder(1 << 14);

    /** Begins a metric: its samples follow. */
    void begin(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** Writes a sample. */
    void sample(String name, Labels labels, double value) {
        text.append(name)
                .append(labels.text())
                .append(' ')
                .append(number(value))
                .append('\n');
    }

    /** A metric with one sample and no label. */
    void gauge(String name, String help, double value) {
        begin(name, "gauge", help);
        sample(name, Labels.NONE, value);
    }

    /** A count that only grows, with one sample and no label. */
    void counter(String name, String help, double value) {
        begin(name, "counter", help);
        sample(name, Labels.NONE, value);
    }

    static String number(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return "+Inf";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /**
     * The labels of a sample.
     *
     * @param text as the format writes them, in braces
     */
    record Labels(String text) {

        static final Labels NONE = new Labels("");

        /** Pairs names with values. */
        static Labels of(List<String> names, List<String> values) {
            if (names.isEmpty()) {
                return NONE;
            }
            StringBuilder text = new StringBuilder("{");
            for (int i = 0; i < names.size(); i++) {
                text.append(i == 0 ? "" : ",").append(names.get(i)).append("=\"");
                text.append(escaped(values.get(i))).append('"');
            }
            return new Labels(text.append('}').toString());
        }

        /** These labels and one more. */
        Labels with(String name, String value) {
            String pair = name + "=\"" + escaped(value) + "\"}";
            return new Labels(text.isEmpty() ? "{" + pair : text.substring(0, text.length() - 1) + "," + pair);
        }

        private static String escaped(String value) {
            return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }
    }
}
