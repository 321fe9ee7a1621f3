package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.List;
import java.util.function.Function;

/** Texts that are their own tokens, each in a batch of its own. */
record UnbatchedInference(Function<String, Scores> scores) implements BatchInference<String> {

    @Override
    public String tokenize(String text) {
        return text;
    }

    @Override
    public int tokenCount(String text) {
        return 1;
    }

    @Override
    public int bucket(String text) {
        return 1;
    }

    @Override
    public int maxBatchTokens(int bucket) {
        return 0;
    }

    @Override
    public List<Scores> classify(List<String> batch) {
        return List.of(scores.apply(batch.get(0)));
    }
}
