package io.github.emotions4j.server.internal.inference;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.List;

/** A model whose every run ends with a failure. */
record FailingModel(RuntimeException failure) implements ServedModel {

    @Override
    public String name() {
        return "failing";
    }

    @Override
    public LabelSet labels() {
        return LabelSet.of("joy");
    }

    @Override
    public Thresholds thresholds() {
        return Thresholds.constant(labels(), 0.5);
    }

    @Override
    public int maxTokens() {
        return 512;
    }

    @Override
    public String precision() {
        return "int8";
    }

    @Override
    public String revision() {
        return "abc123";
    }

    @Override
    public int tokenCount(String text) {
        return text.length() + 2;
    }

    @Override
    public List<Scores> classify(List<String> texts) {
        throw failure;
    }
}
