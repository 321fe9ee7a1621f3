package io.github.emotions4j.evaluation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.bootstrap.Interval;
import io.github.emotions4j.evaluation.bootstrap.Intervals;
import io.github.emotions4j.evaluation.metric.Averages;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.metric.Metric;
import io.github.emotions4j.evaluation.metric.RankingQuality;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Results as JSON, without rounding. */
final class EvaluationJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EvaluationJson() {}

    static String format(List<EvaluationResult> results) {
        if (results.size() == 1) {
            return toJson(results.get(0)).toPrettyString() + '\n';
        }
        ArrayNode list = JSON.createArrayNode();
        results.forEach(result -> list.add(toJson(result)));
        return list.toPrettyString() + '\n';
    }

    private static ObjectNode toJson(EvaluationResult result) {
        Evaluation evaluation = result.evaluation();
        ObjectNode root = JSON.createObjectNode();
        root.put("examples", evaluation.examples()).put("accuracy", evaluation.accuracy());
        ObjectNode macro = averages(root.putObject("macro"), evaluation.macro()).put("mcc", evaluation.macroMcc());
        putOrNull(macro, "averagePrecision", evaluation.macroAveragePrecision().orElse(Double.NaN));
        putOrNull(macro, "rocAuc", evaluation.macroRocAuc().orElse(Double.NaN));
        averages(root.putObject("micro"), evaluation.micro());
        averages(root.putObject("weighted"), evaluation.weighted());
        root.put("calibrationError", evaluation.calibrationError());
        putOrNull(
                root,
                "adaptiveCalibrationError",
                evaluation.adaptiveCalibrationError().orElse(Double.NaN));
        root.put("thresholds", result.origin().originName());
        ArrayNode labels = root.putArray("labels");
        evaluation.labels().forEach(label -> label(labels.addObject(), label));
        undefined(root.putObject("undefined"), evaluation);
        result.intervals().ifPresent(intervals -> intervals(root.putObject("intervals"), intervals, evaluation));
        return root;
    }

    private static ObjectNode averages(ObjectNode node, Averages averages) {
        return node.put("precision", averages.precision())
                .put("recall", averages.recall())
                .put("f1", averages.f1());
    }

    private static void label(ObjectNode node, LabelEvaluation label) {
        ConfusionCounts counts = label.counts();
        node.put("label", label.label())
                .put("accuracy", counts.accuracy())
                .put("precision", counts.precision())
                .put("recall", counts.recall())
                .put("f1", counts.f1())
                .put("mcc", counts.mcc())
                .put("support", counts.support());
        putOrNull(node, "threshold", label.threshold().orElse(Double.NaN));
        putOrNull(node, "averagePrecision", ranking(label, RankingQuality::averagePrecision));
        putOrNull(node, "rocAuc", ranking(label, RankingQuality::rocAuc));
    }

    private static double ranking(LabelEvaluation label, ToDoubleFunction<RankingQuality> metric) {
        return label.ranking().stream().mapToDouble(metric).findFirst().orElse(Double.NaN);
    }

    private static void undefined(ObjectNode node, Evaluation evaluation) {
        evaluation.undefinedPrecision().forEach(node.putArray("precision")::add);
        evaluation.undefinedRecall().forEach(node.putArray("recall")::add);
        evaluation.undefinedF1().forEach(node.putArray("f1")::add);
    }

    private static void intervals(ObjectNode node, Intervals intervals, Evaluation evaluation) {
        for (Metric metric : Metric.values()) {
            Optional<Interval> interval = intervals.find(metric);
            if (interval.isPresent()) {
                put(node, metric.metricName(), interval.get());
            } else {
                node.putNull(metric.metricName());
            }
        }
        ObjectNode labels = node.putObject("labelF1");
        for (int labelId = 0; labelId < intervals.labelF1().size(); labelId++) {
            put(
                    labels,
                    evaluation.labels().get(labelId).label(),
                    intervals.labelF1().get(labelId));
        }
    }

    private static void put(ObjectNode node, String field, Interval interval) {
        node.putArray(field).add(interval.low()).add(interval.high());
    }

    private static void putOrNull(ObjectNode node, String field, double value) {
        if (Double.isNaN(value)) {
            node.putNull(field);
        } else {
            node.put(field, value);
        }
    }
}
