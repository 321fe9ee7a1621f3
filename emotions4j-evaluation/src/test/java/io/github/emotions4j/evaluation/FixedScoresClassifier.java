package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A classifier of the labels anger and joy that looks its scores up, and refuses all other texts. */
record FixedScoresClassifier(Thresholds thresholds, Map<String, List<Float>> scores) implements EmotionClassifier {

    static final LabelSet LABELS = LabelSet.of("anger", "joy");

    /** With these scores and own thresholds of 0.7 for anger and 0.25 for joy. */
    static FixedScoresClassifier of(Map<String, List<Float>> scores) {
        return new FixedScoresClassifier(Thresholds.of(LABELS, new double[] {0.7, 0.25}), scores);
    }

    @Override
    public LabelSet labels() {
        return thresholds.labels();
    }

    @Override
    public Scores classify(String text) {
        List<Float> found = scores.get(text);
        if (found == null) {
            throw new IllegalArgumentException("no scores of '" + text + "'");
        }
        return Scores.of(thresholds, new float[] {found.get(0), found.get(1)});
    }

    @Override
    public List<Scores> classify(List<String> texts) {
        return texts.stream().map(this::classify).toList();
    }

    @Override
    public Stream<Scores> classify(Stream<String> texts) {
        return texts.map(this::classify);
    }

    @Override
    public void close() {
        throw new IllegalStateException("closed by an evaluation, expected the caller to close it");
    }
}
