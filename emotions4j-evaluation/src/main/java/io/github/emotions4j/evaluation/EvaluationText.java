package io.github.emotions4j.evaluation;

import java.util.List;

/**
 * An evaluation as aligned text for people: the figures over all labels, then a row per label in the columns of the
 * reference card. Stateless and thread-safe.
 */
public final class EvaluationText {

    private EvaluationText() {}

    /**
     * Formats an evaluation.
     *
     * @param title the heading, such as {@code thresholds: dev}
     * @param evaluation the result
     * @return lines ended by line feeds; three decimals, and four for thresholds that need them
     */
    public static String format(String title, Evaluation evaluation) {
        return title + '\n' + overall(evaluation) + undefined(evaluation) + '\n' + perLabel(evaluation);
    }

    private static String overall(Evaluation evaluation) {
        TextTable table = new TextTable();
        table.add(List.of("", "precision", "recall", "f1", "mcc"));
        table.add(average("macro", evaluation.macro(), Decimals.three(evaluation.macroMcc())));
        table.add(average("micro", evaluation.micro(), ""));
        table.add(average("weighted", evaluation.weighted(), ""));
        return "examples " + evaluation.examples() + ", subset accuracy " + Decimals.three(evaluation.accuracy()) + '\n'
                + table.format();
    }

    private static List<String> average(String name, Averages averages, String mcc) {
        return List.of(
                name,
                Decimals.three(averages.precision()),
                Decimals.three(averages.recall()),
                Decimals.three(averages.f1()),
                mcc);
    }

    private static String undefined(Evaluation evaluation) {
        return line("never predicted, precision counted as 0: ", evaluation.undefinedPrecision())
                + line("never true, recall counted as 0: ", evaluation.undefinedRecall());
    }

    private static String line(String heading, List<String> labels) {
        return labels.isEmpty() ? "" : heading + String.join(", ", labels) + '\n';
    }

    private static String perLabel(Evaluation evaluation) {
        TextTable table = new TextTable();
        table.add(List.of("label", "accuracy", "precision", "recall", "f1", "mcc", "support", "threshold"));
        evaluation.labels().forEach(label -> table.add(row(label)));
        return table.format();
    }

    private static List<String> row(LabelEvaluation label) {
        ConfusionCounts counts = label.counts();
        return List.of(
                label.label(),
                Decimals.three(counts.accuracy()),
                Decimals.three(counts.precision()),
                Decimals.three(counts.recall()),
                Decimals.three(counts.f1()),
                Decimals.three(counts.mcc()),
                Long.toString(counts.support()),
                Decimals.threshold(label.threshold().orElseThrow()));
    }
}
