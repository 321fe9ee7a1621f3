package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.List;
import java.util.function.BiFunction;

/** Texts that are their own tokens, each in a batch of its own. */
record UnbatchedInference(BiFunction<Long, String, Scores> scores)
        implements BatchInference<UnbatchedInference.IndexedText> {

    record IndexedText(long index, String text) {}

    @Override
    public IndexedText tokenize(long index, String text) {
        return new IndexedText(index, text);
    }

    @Override
    public int tokenCount(IndexedText text) {
        return 1;
    }

    @Override
    public int bucket(IndexedText text) {
        return 1;
    }

    @Override
    public int maxBatchTokens(int bucket) {
        return 0;
    }

    @Override
    public List<Scores> classify(List<IndexedText> batch) {
        return List.of(scores.apply(batch.get(0).index(), batch.get(0).text()));
    }
}
