package io.github.emotions4j.server.internal.page;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.server.internal.inference.ServedModel;
import java.util.List;
import java.util.Locale;

/** The embedded model as the page's tests serve it. */
record EmbeddedModel(OnnxEmotionClassifier classifier) implements ServedModel {

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public LabelSet labels() {
        return classifier.labels();
    }

    @Override
    public Thresholds thresholds() {
        return classifier.thresholds();
    }

    @Override
    public int maxTokens() {
        return classifier.maxTokens();
    }

    @Override
    public String precision() {
        return classifier.precision().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String revision() {
        return "";
    }

    @Override
    public int tokenCount(String text) {
        return text.length() / 4 + 2;
    }

    @Override
    public List<Scores> classify(List<String> texts) {
        return classifier.classify(texts);
    }
}
