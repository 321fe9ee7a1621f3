package io.github.emotions4j.benchmarks;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Counts what it is given, and takes a millisecond for each character of a text. */
final class CountingClassifier implements EmotionClassifier {

    final List<String> inBulk = new ArrayList<>();
    final List<String> alone = Collections.synchronizedList(new ArrayList<>());
    final List<List<String>> lists = new ArrayList<>();
    final Set<Thread> callers = ConcurrentHashMap.newKeySet();
    String refused = "a text that no test has";
    private final Thresholds thresholds = Thresholds.constant(LabelSet.of("joy", "sadness"), 0.5);

    @Override
    public LabelSet labels() {
        return thresholds.labels();
    }

    @Override
    public Thresholds thresholds() {
        return thresholds;
    }

    @Override
    public Scores classify(String text) {
        alone.add(text);
        callers.add(Thread.currentThread());
        return scores(text);
    }

    @Override
    public List<Scores> classify(List<String> texts) {
        lists.add(texts);
        return texts.stream().map(this::scores).toList();
    }

    @Override
    public Stream<Scores> classify(Stream<String> texts) {
        return texts.map(text -> {
            inBulk.add(text);
            return scores(text);
        });
    }

    private Scores scores(String text) {
        if (text.equals(refused)) {
            throw new IllegalArgumentException("refused " + text);
        }
        long end = System.nanoTime() + text.length() * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return Scores.of(thresholds, new float[] {0.5f, 0.25f});
    }

    @Override
    public void close() {}
}
