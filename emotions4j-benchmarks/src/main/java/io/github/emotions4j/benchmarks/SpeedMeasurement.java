package io.github.emotions4j.benchmarks;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Measures how fast a classifier is: warms up, then classifies all texts as a stream and each text alone, by turns, as
 * often as asked. For one thread.
 */
public final class SpeedMeasurement {

    private final EmotionClassifier classifier;
    private final List<String> texts;
    private final SpeedOptions options;
    private final SpeedListener listener;

    private SpeedMeasurement(
            EmotionClassifier classifier, List<String> texts, SpeedOptions options, SpeedListener listener) {
        this.classifier = classifier;
        this.texts = texts;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Measures.
     *
     * @param classifier what to measure; not closed
     * @param texts what it reads, at least one text
     * @param options how long
     * @param listener hears of each step
     * @return what was measured
     * @throws IllegalArgumentException if there is no text, or the classifier refuses one
     * @throws io.github.emotions4j.core.InferenceException if the model fails
     */
    public static Speed measure(
            EmotionClassifier classifier, List<String> texts, SpeedOptions options, SpeedListener listener) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("found no text, expected at least one to measure with");
        }
        Objects.requireNonNull(listener, "listener");
        return new SpeedMeasurement(classifier, List.copyOf(texts), options, listener).run();
    }

    private Speed run() {
        listener.begins(0, "warming up");
        long count = textsFor(warmUp());
        List<String> alone = evenlySpaced(SpeedOptions.MOST_TEXTS_ALONE);
        double[] textsPerSecond = new double[options.repeats()];
        double[][] milliseconds = new double[options.repeats()][];
        for (int repeat = 0; repeat < options.repeats(); repeat++) {
            String which = " (" + (repeat + 1) + " of " + options.repeats() + ")";
            listener.begins((repeat + 0.1) / options.repeats(), "in bulk" + which);
            textsPerSecond[repeat] = count / bulkSeconds(count);
            listener.begins((repeat + 0.5) / options.repeats(), "one at a time" + which);
            milliseconds[repeat] =
                    alone.stream().mapToDouble(this::milliseconds).toArray();
        }
        return new Speed(
                Spread.of(textsPerSecond),
                count,
                Latency.of(Arrays.stream(milliseconds)
                        .flatMapToDouble(Arrays::stream)
                        .toArray()),
                times(alone, milliseconds),
                ResidentMemory.ofThisProcess());
    }

    /** All texts once or more, in bulk and alone; gives the rate of the last pass in bulk, in texts per second. */
    private double warmUp() {
        long start = System.nanoTime();
        double rate;
        do {
            rate = texts.size() / bulkSeconds(texts.size());
            classifier.classify(texts.get(0));
        } while (System.nanoTime() - start < 2 * options.bulk().toNanos());
        return rate;
    }

    /** Whole passes over the texts, so that every repeat has the same mix. */
    private long textsFor(double rate) {
        double wanted = rate * options.bulk().toNanos() / 1e9;
        return texts.size() * Math.max(1, (long) Math.ceil(wanted / texts.size()));
    }

    private double bulkSeconds(long count) {
        long start = System.nanoTime();
        Stream<String> repeated = LongStream.range(0, count).mapToObj(i -> texts.get((int) (i % texts.size())));
        try (Stream<Scores> scores = classifier.classify(repeated)) {
            scores.forEach(each -> {});
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private double milliseconds(String text) {
        long start = System.nanoTime();
        classifier.classify(text);
        return (System.nanoTime() - start) / 1e6;
    }

    private List<String> evenlySpaced(int most) {
        int count = Math.min(most, texts.size());
        return IntStream.range(0, count)
                .mapToObj(i -> texts.get((int) ((long) i * texts.size() / count)))
                .toList();
    }

    private static List<Speed.TextTime> times(List<String> alone, double[][] milliseconds) {
        List<Speed.TextTime> times = new ArrayList<>();
        for (int index = 0; index < alone.size(); index++) {
            int text = index;
            double median = Spread.of(Arrays.stream(milliseconds)
                            .mapToDouble(repeat -> repeat[text])
                            .toArray())
                    .median();
            times.add(new Speed.TextTime(words(alone.get(index)), median));
        }
        return times;
    }

    private static int words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
    }
}
