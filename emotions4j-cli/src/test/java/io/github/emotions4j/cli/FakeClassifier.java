package io.github.emotions4j.cli;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.onnx.LongTexts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Scores four labels by counting: each {@code j}, {@code l}, {@code s} or {@code n} of a text adds a tenth to joy,
 * love, sadness or neutral. Reads streams in batches of three, as a real classifier does. A text of more than 500
 * characters is beyond the token limit; one of more than 1000 is refused.
 */
public final class FakeClassifier implements EmotionClassifier {

    private static final int BATCH = 3;
    private static final int WINDOW = 500;

    private final LongTexts longTexts;
    private final LabelSet labels = LabelSet.of("joy", "love", "sadness", "neutral");
    private final Thresholds thresholds = Thresholds.of(labels, new double[] {0.3, 0.2, 0.1, 0.5});
    private boolean closed;

    FakeClassifier() {
        this(LongTexts.WINDOWS);
    }

    FakeClassifier(LongTexts longTexts) {
        this.longTexts = longTexts;
    }

    @Override
    public LabelSet labels() {
        return labels;
    }

    @Override
    public Thresholds thresholds() {
        return thresholds;
    }

    @Override
    public Scores classify(String text) {
        return classify("the text", text);
    }

    private Scores classify(String name, String text) {
        if (text.length() > 1000) {
            throw new IllegalArgumentException(name + " has " + text.length() + " tokens, expected at most 1000");
        }
        Scores scores = Scores.of(thresholds, new float[] {
            count(text, 'j') / 10f, count(text, 'l') / 10f, count(text, 's') / 10f, count(text, 'n') / 10f
        });
        boolean cut = longTexts == LongTexts.BEGINNING && text.length() > WINDOW;
        return cut ? scores.ofBeginning() : scores.inWindows(Math.max(1, (text.length() + WINDOW - 1) / WINDOW));
    }

    @Override
    public List<Scores> classify(List<String> texts) {
        return texts.stream().map(this::classify).toList();
    }

    @Override
    public Stream<Scores> classify(Stream<String> texts) {
        Iterator<String> source = texts.iterator();
        List<String> batch = new ArrayList<>();
        AtomicInteger index = new AtomicInteger();
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<Scores>(Long.MAX_VALUE, Spliterator.ORDERED) {
                    @Override
                    public boolean tryAdvance(java.util.function.Consumer<? super Scores> action) {
                        while (batch.size() < BATCH && source.hasNext()) {
                            batch.add(source.next());
                        }
                        if (batch.isEmpty()) {
                            return false;
                        }
                        action.accept(classify("text " + index.getAndIncrement(), batch.remove(0)));
                        return true;
                    }
                },
                false);
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    private static long count(String text, char wanted) {
        return Math.min(10, text.chars().filter(c -> c == wanted).count());
    }
}
