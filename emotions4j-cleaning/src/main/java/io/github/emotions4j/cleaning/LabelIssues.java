package io.github.emotions4j.cleaning;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The label issues of a dataset. Immutable and thread-safe.
 *
 * @param labels the out-of-fold confidence in each label, in id order; empty if there are no out-of-fold scores
 * @param byExample the issues by the index of their example, in id order of their labels
 */
record LabelIssues(List<LabelConfidence> labels, Map<Integer, List<LabelIssue>> byExample) {

    LabelIssues {
        labels = List.copyOf(labels);
        byExample = byExample.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** The result without out-of-fold scores. */
    static LabelIssues none() {
        return new LabelIssues(List.of(), Map.of());
    }

    /** The issues of one example, often none. */
    List<LabelIssue> of(int example) {
        return byExample.getOrDefault(example, List.of());
    }
}
