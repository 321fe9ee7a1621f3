package io.github.emotions4j.cleaning;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import java.util.ArrayList;
import java.util.List;

/** Builds small datasets for tests. */
final class Texts {

    static final LabelSet LABELS = LabelSet.of("joy", "anger", "grief");

    static final String SHA256 = "ab".repeat(32);

    private final List<Example> examples = new ArrayList<>();

    Texts add(String text, Integer... labelIds) {
        examples.add(new Example(text, List.of(labelIds), "id" + (examples.size() + 1)));
        return this;
    }

    Dataset named(String name) {
        return new Dataset(name, LABELS, examples, SHA256);
    }
}
