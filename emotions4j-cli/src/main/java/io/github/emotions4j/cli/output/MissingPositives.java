package io.github.emotions4j.cli.output;

import io.github.emotions4j.cli.input.LabelledFile;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluationResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Says on standard error which labels no example has, because their figures mean nothing. */
public final class MissingPositives {

    private MissingPositives() {}

    public static void warnOfScored(Console console, LabelledFile data, EvaluationResult result) {
        say(
                console,
                data.dataset(),
                result.evaluation().undefinedRecall(),
                "recall counts as 0, average precision and ROC AUC are left out");
    }

    public static void warnOfTuning(Console console, LabelledFile data) {
        Set<Integer> present = new HashSet<>();
        data.dataset().examples().forEach(example -> present.addAll(example.labelIds()));
        List<String> missing = IntStream.range(0, data.dataset().labels().size())
                .filter(id -> !present.contains(id))
                .mapToObj(data.dataset().labels()::name)
                .toList();
        say(console, data.dataset(), missing, "the threshold stays 0.5");
    }

    private static void say(Console console, Dataset dataset, List<String> labels, String consequence) {
        if (!labels.isEmpty()) {
            console.error()
                    .println("emotions: no example of '" + dataset.name() + "' has " + String.join(", ", labels) + "; "
                            + consequence);
        }
    }
}
