package io.github.emotions4j.cli.output;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluationResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Warns on standard error of labels that no example has, because their metrics are undefined. */
public final class MissingPositives {

    private MissingPositives() {}

    /**
     * Warns of labels whose recall is undefined.
     *
     * @param console receives the warning
     * @param data the evaluated texts
     * @param result any result on these texts
     */
    public static void warnOfScored(Console console, Dataset data, EvaluationResult result) {
        say(
                console,
                data,
                result.evaluation().undefinedRecall(),
                "recall counts as 0, average precision and ROC AUC are left out");
    }

    /**
     * Warns of labels that keep the threshold 0.5.
     *
     * @param console receives the warning
     * @param data the texts to choose thresholds on
     */
    public static void warnOfTuning(Console console, Dataset data) {
        Set<Integer> present = new HashSet<>();
        data.examples().forEach(example -> present.addAll(example.labelIds()));
        List<String> missing = IntStream.range(0, data.labels().size())
                .filter(id -> !present.contains(id))
                .mapToObj(data.labels()::name)
                .toList();
        say(console, data, missing, "the threshold stays 0.5");
    }

    private static void say(Console console, Dataset dataset, List<String> labels, String consequence) {
        if (!labels.isEmpty()) {
            console.error()
                    .println("emotions: no example of '" + dataset.name() + "' has " + String.join(", ", labels) + "; "
                            + consequence);
        }
    }
}
