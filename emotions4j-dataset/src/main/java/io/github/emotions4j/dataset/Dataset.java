package io.github.emotions4j.dataset;

import io.github.emotions4j.core.LabelSet;
import java.util.List;
import java.util.Objects;

/**
 * Labelled texts of one file. Immutable and thread-safe.
 *
 * @param name the name for reports, such as {@code dev}
 * @param labels the labels that ids refer to
 * @param examples the examples in the file's order, at least one
 * @param sha256 SHA-256 of the file's bytes, 64 lower-case hexadecimal digits
 */
public record Dataset(String name, LabelSet labels, List<Example> examples, String sha256) {

    /**
     * Makes a dataset; the list is copied.
     *
     * @throws IllegalArgumentException if there is no example, or one has a label id outside the label set
     */
    public Dataset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sha256, "sha256");
        examples = List.copyOf(examples);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("dataset '" + name + "' has no example, expected at least one");
        }
        for (Example example : examples) {
            requireKnownLabels(example, labels);
        }
    }

    /**
     * How many examples there are.
     *
     * @return the number of examples, at least 1
     */
    public int size() {
        return examples.size();
    }

    /**
     * The texts in the order of the examples.
     *
     * @return one text per example
     */
    public List<String> texts() {
        return examples.stream().map(Example::text).toList();
    }

    private static void requireKnownLabels(Example example, LabelSet labels) {
        for (int labelId : example.labelIds()) {
            if (labelId >= labels.size()) {
                throw new IllegalArgumentException("label id " + labelId + " of example '" + example.id()
                        + "' is outside 0.." + (labels.size() - 1));
            }
        }
    }
}
