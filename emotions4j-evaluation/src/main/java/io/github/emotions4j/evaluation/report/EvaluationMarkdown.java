package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.metric.AdaptiveCalibration;
import io.github.emotions4j.evaluation.metric.Averages;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.metric.Metric;
import java.util.stream.Collectors;

/** A result as Markdown, its table in the layout of the reference card. */
final class EvaluationMarkdown {

    private EvaluationMarkdown() {}

    static String format(EvaluationResult result) {
        return "**" + result.title() + "**\n\n" + overall(result) + "\n" + perLabel(result.evaluation());
    }

    /** Accuracy, macro and weighted averages as in the reference card, and the micro average. */
    static String overall(EvaluationResult result) {
        Evaluation evaluation = result.evaluation();
        StringBuilder text = new StringBuilder();
        text.append("| average | precision | recall | f1 |\n| --- | --- | --- | --- |\n");
        appendAverage(text, "macro", evaluation.macro());
        appendAverage(text, "micro", evaluation.micro());
        appendAverage(text, "weighted", evaluation.weighted());
        text.append("\nSubset accuracy ")
                .append(Decimals.three(evaluation.accuracy()))
                .append(", macro MCC ");
        text.append(Decimals.three(evaluation.macroMcc())).append(", examples ").append(evaluation.examples());
        result.intervals().ifPresent(intervals -> text.append(", macro F1 95 % interval ")
                .append(EvaluationText.interval(intervals.of(Metric.MACRO_F1))));
        text.append(".\n\nWhatever the thresholds: macro average precision ")
                .append(withInterval(result, Metric.MACRO_AVERAGE_PRECISION))
                .append(", macro ROC AUC ")
                .append(withInterval(result, Metric.MACRO_ROC_AUC))
                .append(", calibration error ")
                .append(withInterval(result, Metric.CALIBRATION_ERROR))
                .append(", of scores from ")
                .append(AdaptiveCalibration.LEAST_SCORE)
                .append(" on ")
                .append(withInterval(result, Metric.ADAPTIVE_CALIBRATION_ERROR));
        return text.append(".\n").toString();
    }

    private static String withInterval(EvaluationResult result, Metric metric) {
        return (EvaluationText.value(result, metric) + " " + EvaluationText.intervalOf(result, metric)).strip();
    }

    static String perLabel(Evaluation evaluation) {
        StringBuilder text =
                new StringBuilder("| | accuracy | precision | recall | f1 | mcc | support | threshold |\n");
        text.append("| --- ".repeat(8)).append("|\n");
        evaluation.labels().forEach(label -> text.append(row(label)));
        return text.toString();
    }

    private static void appendAverage(StringBuilder text, String name, Averages averages) {
        text.append("| ")
                .append(name)
                .append(" | ")
                .append(Decimals.three(averages.precision()))
                .append(" | ");
        text.append(Decimals.three(averages.recall())).append(" | ").append(Decimals.three(averages.f1()));
        text.append(" |\n");
    }

    private static String row(LabelEvaluation label) {
        return EvaluationText.cells(label).stream()
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
