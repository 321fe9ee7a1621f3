package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import java.util.List;
import java.util.Map;

/**
 * Three texts whose metrics can be counted by hand. At threshold 0.5 {@link #system()} is right about anger in "grr",
 * wrongly finds it in "hm", and misses joy in "yay".
 */
final class SmallData {

    static final LabelSet LABELS = FixedScoresClassifier.LABELS;
    static final Dataset TEST = data("test", "11");
    static final Dataset DEV = data("dev", "22");

    private SmallData() {}

    static EvaluatedClassifier system() {
        return EvaluatedClassifier.of("mine", classifier());
    }

    static FixedScoresClassifier classifier() {
        return FixedScoresClassifier.of(
                Map.of("grr", List.of(0.9f, 0.1f), "yay", List.of(0.2f, 0.3f), "hm", List.of(0.6f, 0.2f)));
    }

    /** Finds joy in "yay" and nothing else at threshold 0.5. */
    static EvaluatedClassifier joyOnly() {
        return EvaluatedClassifier.of(
                "other",
                FixedScoresClassifier.of(
                        Map.of("grr", List.of(0.1f, 0.1f), "yay", List.of(0.1f, 0.9f), "hm", List.of(0.1f, 0.1f))));
    }

    private static Dataset data(String name, String sha256) {
        List<Example> examples = List.of(
                new Example("grr", List.of(0), "1"),
                new Example("yay", List.of(1), "2"),
                new Example("hm", List.of(), "3"));
        return new Dataset(name, LABELS, examples, sha256);
    }
}
