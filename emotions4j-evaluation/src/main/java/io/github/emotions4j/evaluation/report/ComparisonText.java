package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.bootstrap.Comparison;
import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.internal.TextTable;
import io.github.emotions4j.evaluation.metric.Metric;
import java.util.List;

/** A paired comparison as aligned text. Stateless and thread-safe. */
public final class ComparisonText {

    private ComparisonText() {}

    /**
     * Formats a comparison.
     *
     * @param first the name of the first system
     * @param second the name of the second system
     * @param labels the labels that were compared
     * @param comparison the differences, first minus second
     * @return a line per metric, then a line per label; each says whether the interval excludes 0
     * @throws IllegalArgumentException if there is not one difference per label
     */
    public static String format(String first, String second, LabelSet labels, Comparison comparison) {
        if (comparison.labelF1().size() != labels.size()) {
            throw new IllegalArgumentException(
                    "found differences of " + comparison.labelF1().size() + " labels, expected " + labels.size());
        }
        TextTable table = new TextTable();
        table.add(List.of("", "difference", "95 % interval", "excludes 0"));
        for (Metric metric : Metric.values()) {
            comparison.find(metric).ifPresent(difference -> table.add(row(metric.metricName(), difference)));
        }
        for (int labelId = 0; labelId < labels.size(); labelId++) {
            table.add(row("f1 of " + labels.name(labelId), comparison.labelF1().get(labelId)));
        }
        return first + " minus " + second + ", paired bootstrap\n" + table.format();
    }

    private static List<String> row(String name, Comparison.Difference difference) {
        return List.of(
                name,
                signed(difference.observed()),
                "[" + signed(difference.interval().low()) + ", "
                        + signed(difference.interval().high()) + "]",
                difference.interval().excludesZero() ? "yes" : "no");
    }

    private static String signed(double value) {
        String digits = Decimals.three(value);
        return value > 0 ? "+" + digits : digits;
    }
}
