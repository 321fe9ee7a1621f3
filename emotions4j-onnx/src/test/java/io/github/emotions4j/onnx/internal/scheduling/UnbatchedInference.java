package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.List;
import java.util.function.BiFunction;

/** Texts that are their own tokens, classified one by one. */
record UnbatchedInference(BiFunction<Long, String, Scores> scores)
        implements BatchInference<UnbatchedInference.IndexedText> {

    record IndexedText(long index, String text) {}

    @Override
    public IndexedText tokens(long index, String text) {
        return new IndexedText(index, text);
    }

    @Override
    public int length(IndexedText tokens) {
        return 1;
    }

    @Override
    public int together(int length) {
        return 1;
    }

    @Override
    public List<Scores> scores(List<IndexedText> texts) {
        return List.of(scores.apply(texts.get(0).index(), texts.get(0).text()));
    }
}
