package io.github.emotions4j.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as RFC 4180, every digit of each figure; {@code thresholds} says {@code oracle} where it must. */
final class EvaluationCsv {

    private static final String HEADER =
            "thresholds,row,label,accuracy,precision,recall,f1,mcc,support,threshold," + "averagePrecision,rocAuc\r\n";

    private EvaluationCsv() {}

    static String format(List<EvaluationResult> results) {
        return HEADER + results.stream().map(EvaluationCsv::rows).collect(Collectors.joining());
    }

    private static String rows(EvaluationResult result) {
        String origin = result.origin().originName();
        Evaluation evaluation = result.evaluation();
        String labels = evaluation.labels().stream()
                .map(label -> labelRow(origin, label))
                .collect(Collectors.joining());
        return labels
                + macroRow(origin, evaluation)
                + averageRow(origin, "micro", evaluation.micro())
                + averageRow(origin, "weighted", evaluation.weighted());
    }

    private static String labelRow(String origin, LabelEvaluation label) {
        ConfusionCounts counts = label.counts();
        return row(
                origin,
                "label",
                quoted(label.label()),
                number(counts.accuracy()),
                number(counts.precision()),
                number(counts.recall()),
                number(counts.f1()),
                number(counts.mcc()),
                Long.toString(counts.support()),
                number(label.threshold()),
                label.ranking()
                        .map(ranking -> number(ranking.averagePrecision()))
                        .orElse(""),
                label.ranking().map(ranking -> number(ranking.rocAuc())).orElse(""));
    }

    /** The accuracy of the macro row is subset accuracy. */
    private static String macroRow(String origin, Evaluation evaluation) {
        return row(
                origin,
                "macro",
                "",
                number(evaluation.accuracy()),
                number(evaluation.macro().precision()),
                number(evaluation.macro().recall()),
                number(evaluation.macro().f1()),
                number(evaluation.macroMcc()),
                Integer.toString(evaluation.examples()),
                "",
                number(evaluation.macroAveragePrecision()),
                number(evaluation.macroRocAuc()));
    }

    private static String averageRow(String origin, String name, Averages averages) {
        return row(
                origin,
                name,
                "",
                "",
                number(averages.precision()),
                number(averages.recall()),
                number(averages.f1()),
                "",
                "",
                "",
                "",
                "");
    }

    private static String row(String... cells) {
        return Stream.of(cells).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
