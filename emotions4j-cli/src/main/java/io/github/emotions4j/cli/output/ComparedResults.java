package io.github.emotions4j.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.SystemComparison;
import io.github.emotions4j.evaluation.bootstrap.Comparison;
import io.github.emotions4j.evaluation.metric.Metric;
import io.github.emotions4j.evaluation.report.ComparisonText;
import io.github.emotions4j.evaluation.report.EvaluationFormat;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results of one system, each with how it differs from another system at the same choice of thresholds. */
public final class ComparedResults {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CSV_HEADER = "thresholds,figure,difference,low,high,excludesZero\r\n";

    private ComparedResults() {}

    /**
     * Formats results with comparisons. Text and Markdown have the tables, then the differences. A JSON object has its
     * comparison too. CSV has only the differences, because they need other columns.
     *
     * @param format how to write
     * @param results the results, at least one
     * @param comparisons one comparison per result
     * @return the whole text
     * @throws IllegalArgumentException if there is not one comparison per result
     */
    public static String format(
            EvaluationFormat format, List<EvaluationResult> results, List<SystemComparison> comparisons) {
        if (results.size() != comparisons.size()) {
            throw new IllegalArgumentException(
                    "found " + comparisons.size() + " comparisons, expected one for each of " + results.size());
        }
        return switch (format) {
            case TEXT -> format.format(results) + "\n" + tables(results, comparisons, "", "\n", "");
            case MARKDOWN -> format.format(results) + "\n" + tables(results, comparisons, "**", "**\n\n```\n", "```\n");
            case JSON -> json(results, comparisons);
            case CSV -> CSV_HEADER + rows(results, comparisons);
        };
    }

    private static String tables(
            List<EvaluationResult> results,
            List<SystemComparison> comparisons,
            String beforeTitle,
            String afterTitle,
            String afterTable) {
        return IntStream.range(0, results.size())
                .mapToObj(index -> beforeTitle
                        + results.get(index).title()
                        + afterTitle
                        + table(comparisons.get(index))
                        + afterTable)
                .collect(Collectors.joining("\n"));
    }

    private static String table(SystemComparison named) {
        return ComparisonText.format(named.first(), named.second(), named.labels(), named.comparison());
    }

    private static String json(List<EvaluationResult> results, List<SystemComparison> comparisons) {
        ArrayNode list = JSON.createArrayNode();
        for (int index = 0; index < results.size(); index++) {
            ObjectNode result = parse(EvaluationFormat.JSON.format(List.of(results.get(index))));
            put(result.putObject("comparison"), comparisons.get(index));
            list.add(result);
        }
        return (list.size() == 1 ? list.get(0) : list).toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, SystemComparison named) {
        node.put("first", named.first()).put("second", named.second()).put("oracle", named.oracle());
        for (Metric metric : Metric.values()) {
            Optional<Comparison.Difference> difference = named.comparison().find(metric);
            if (difference.isPresent()) {
                put(node.putObject(metric.metricName()), difference.get());
            } else {
                node.putNull(metric.metricName());
            }
        }
        ArrayNode labels = node.putArray("labels");
        for (int labelId = 0; labelId < named.labels().size(); labelId++) {
            ObjectNode label = labels.addObject().put("label", named.labels().name(labelId));
            put(label.putObject("f1"), named.comparison().labelF1().get(labelId));
        }
    }

    private static void put(ObjectNode node, Comparison.Difference difference) {
        node.put("difference", difference.observed());
        node.putArray("interval")
                .add(difference.interval().low())
                .add(difference.interval().high());
        node.put("excludesZero", difference.interval().excludesZero());
    }

    private static String rows(List<EvaluationResult> results, List<SystemComparison> comparisons) {
        StringBuilder rows = new StringBuilder();
        for (int index = 0; index < results.size(); index++) {
            SystemComparison named = comparisons.get(index);
            ThresholdOrigin first = results.get(index).origin();
            String origin = (named.oracle() ? ThresholdOrigin.ORACLE : first).originName();
            for (Metric metric : Metric.values()) {
                named.comparison()
                        .find(metric)
                        .ifPresent(difference -> appendRow(rows, origin, metric.metricName(), difference));
            }
            for (int labelId = 0; labelId < named.labels().size(); labelId++) {
                String figure = "f1 of " + named.labels().name(labelId);
                appendRow(rows, origin, figure, named.comparison().labelF1().get(labelId));
            }
        }
        return rows.toString();
    }

    private static void appendRow(StringBuilder rows, String origin, String figure, Comparison.Difference difference) {
        List<String> cells = List.of(
                origin,
                figure,
                Double.toString(difference.observed()),
                Double.toString(difference.interval().low()),
                Double.toString(difference.interval().high()),
                Boolean.toString(difference.interval().excludesZero()));
        rows.append(CsvText.record(cells));
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an evaluation was not written as JSON", impossible);
        }
    }
}
