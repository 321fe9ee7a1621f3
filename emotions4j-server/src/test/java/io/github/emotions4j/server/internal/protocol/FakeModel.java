package io.github.emotions4j.server.internal.protocol;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.server.internal.inference.ServedModel;
import java.util.List;

/** A model with three labels that gives each text the scores 0.25, 0.75 and 0.5, and half of them to an empty text. */
public record FakeModel(String name, LabelSet labels) implements ServedModel {

    public static FakeModel named(String name) {
        return new FakeModel(name, LabelSet.of("anger", "joy", "love"));
    }

    @Override
    public Thresholds thresholds() {
        return Thresholds.constant(labels, 0.5);
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
        return texts.stream().map(this::classify).toList();
    }

    private Scores classify(String text) {
        float[] values = new float[labels.size()];
        for (int id = 0; id < values.length; id++) {
            float value = new float[] {0.25f, 0.75f, 0.5f}[id % 3];
            values[id] = text.isEmpty() ? value / 2 : value;
        }
        return Scores.of(thresholds(), values);
    }
}
