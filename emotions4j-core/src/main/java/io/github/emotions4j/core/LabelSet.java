package io.github.emotions4j.core;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The ordered labels of a model or a dataset: label id {@code i} has the name at index {@code i}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param names the label names in id order; at least one, not blank, without repetition
 */
public record LabelSet(List<String> names) {

    private static final LabelSet GO_EMOTIONS = of(
            "admiration",
            "amusement",
            "anger",
            "annoyance",
            "approval",
            "caring",
            "confusion",
            "curiosity",
            "desire",
            "disappointment",
            "disapproval",
            "disgust",
            "embarrassment",
            "excitement",
            "fear",
            "gratitude",
            "grief",
            "joy",
            "love",
            "nervousness",
            "optimism",
            "pride",
            "realization",
            "relief",
            "remorse",
            "sadness",
            "surprise",
            "neutral");

    /**
     * Makes a label set; the list is copied.
     *
     * @throws IllegalArgumentException if there is no name, or one is blank or repeated
     */
    public LabelSet {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a label set needs at least one label, found none");
        }
        Set<String> seen = new HashSet<>();
        for (int id = 0; id < names.size(); id++) {
            String name = names.get(id);
            if (name.isBlank()) {
                throw new IllegalArgumentException("label " + id + " has a blank name");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("label '" + name + "' is listed twice, second time as id " + id);
            }
        }
    }

    /**
     * Makes a label set from names in id order.
     *
     * @param names the label names
     * @return the label set
     * @throws IllegalArgumentException if there is no name, or one is blank or repeated
     */
    public static LabelSet of(String... names) {
        return new LabelSet(List.of(names));
    }

    /**
     * The 28 labels of GoEmotions in the order of the dataset's {@code emotions.txt}, {@code neutral} last.
     *
     * <p>Source: Demszky et al. 2020, GoEmotions (<a href="https://aclanthology.org/2020.acl-main.372/">paper</a>).
     *
     * @return the 28 GoEmotions labels
     */
    public static LabelSet goEmotions() {
        return GO_EMOTIONS;
    }

    /**
     * The number of labels.
     *
     * @return the number of labels, at least 1
     */
    public int size() {
        return names.size();
    }

    /**
     * The name of a label.
     *
     * @param labelId the label's id, from 0 to {@code size() - 1}
     * @return its name
     * @throws IllegalArgumentException if there is no such label
     */
    public String name(int labelId) {
        if (labelId < 0 || labelId >= names.size()) {
            throw new IllegalArgumentException("label id " + labelId + " is outside 0.." + (names.size() - 1));
        }
        return names.get(labelId);
    }

    /**
     * The id of a label by its exact name.
     *
     * @param name the label's name, case-sensitive
     * @return its id, or empty if the set has no such label
     */
    public OptionalInt idOf(String name) {
        int id = names.indexOf(Objects.requireNonNull(name, "name"));
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }
}
