package io.github.emotions4j.benchmarks;

import io.github.emotions4j.core.EmotionClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Measures how fast a classifier is: warms up, then classifies all texts as a stream, in lists of each size in
 * {@link SpeedOptions#atOnce}, from as many threads as {@link SpeedOptions#concurrency} names, and each text alone, by
 * turns, as often as asked. For one thread.
 */
public final class SpeedMeasurement {

    private static final Workload BULK = new Workload.Bulk();

    private final EmotionClassifier classifier;
    private final List<String> texts;
    private final SpeedOptions options;
    private final SpeedListener listener;
    private final List<Workload> workloads;

    private SpeedMeasurement(
            EmotionClassifier classifier, List<String> texts, SpeedOptions options, SpeedListener listener) {
        this.classifier = classifier;
        this.texts = texts;
        this.options = options;
        this.listener = listener;
        this.workloads = workloads(options);
    }

    /** Bulk first, then lists, then threads. */
    private static List<Workload> workloads(SpeedOptions options) {
        List<Workload> workloads = new ArrayList<>(List.of(BULK));
        options.atOnce().forEach(size -> workloads.add(new Workload.Lists(size)));
        options.concurrency().forEach(threads -> workloads.add(new Workload.Threads(threads)));
        return workloads;
    }

    /**
     * Measures.
     *
     * @param classifier what to measure; not closed
     * @param texts what it reads, at least one text
     * @param options how long
     * @param listener hears of each step
     * @return what was measured
     * @throws IllegalArgumentException if there is no text, a list is to hold more texts than there are, or the
     *     classifier refuses a text
     * @throws io.github.emotions4j.core.InferenceException if the model fails
     */
    public static Speed measure(
            EmotionClassifier classifier, List<String> texts, SpeedOptions options, SpeedListener listener) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("found no text, expected at least one to measure with");
        }
        Objects.requireNonNull(listener, "listener");
        requireTextsForLists(options.atOnce(), texts.size());
        return new SpeedMeasurement(classifier, List.copyOf(texts), options, listener).run();
    }

    private static void requireTextsForLists(List<Integer> atOnce, int available) {
        for (int wanted : atOnce) {
            if (wanted > available) {
                throw new IllegalArgumentException(
                        "atOnce has " + wanted + ", expected at most the number of texts, " + available);
            }
        }
    }

    private Speed run() {
        listener.begins(0, "warming up");
        long count = textsFor(warmUp());
        workloads.stream().skip(1).forEach(this::warmUp);
        List<String> alone = evenlySpaced(SpeedOptions.MOST_TEXTS_ALONE);
        double[][] textsPerSecond = new double[workloads.size()][options.repeats()];
        double[][] milliseconds = new double[options.repeats()][];
        for (int repeat = 0; repeat < options.repeats(); repeat++) {
            for (int index = 0; index < workloads.size(); index++) {
                begins(repeat, index, workloads.get(index).name());
                textsPerSecond[index][repeat] = rate(workloads.get(index), count);
            }
            begins(repeat, workloads.size(), "one at a time");
            milliseconds[repeat] =
                    alone.stream().mapToDouble(this::milliseconds).toArray();
        }
        return speed(
                count,
                Arrays.stream(textsPerSecond).map(Spread::of).toList(),
                times(alone, milliseconds),
                milliseconds);
    }

    /** Sums up; {@code rates} has a spread for each workload. */
    private Speed speed(long count, List<Spread> rates, List<Speed.TextTime> times, double[][] milliseconds) {
        int lists = options.atOnce().size();
        return new Speed(
                rates.get(0),
                count,
                Latency.of(Arrays.stream(milliseconds)
                        .flatMapToDouble(Arrays::stream)
                        .toArray()),
                times,
                IntStream.range(0, lists)
                        .mapToObj(index -> new Speed.AtOnce(options.atOnce().get(index), rates.get(1 + index)))
                        .toList(),
                IntStream.range(0, options.concurrency().size())
                        .mapToObj(index ->
                                new Speed.Concurrent(options.concurrency().get(index), rates.get(1 + lists + index)))
                        .toList(),
                ResidentMemory.ofThisProcess());
    }

    private void begins(int repeat, int step, String name) {
        double done = repeat + (double) step / (workloads.size() + 1);
        listener.begins(done / options.repeats(), name + " (" + (repeat + 1) + " of " + options.repeats() + ")");
    }

    /** All texts once or more, in bulk and alone; gives the rate of the last pass in bulk, in texts per second. */
    private double warmUp() {
        long start = System.nanoTime();
        double rate;
        do {
            rate = rate(BULK, texts.size());
            classifier.classify(texts.get(0));
        } while (System.nanoTime() - start < 2 * options.bulk().toNanos());
        return rate;
    }

    private void warmUp(Workload workload) {
        long start = System.nanoTime();
        do {
            workload.run(classifier, texts, workload.size());
        } while (System.nanoTime() - start < options.bulk().toNanos());
    }

    /** Whole passes over the texts, so that every repeat has the same mix. */
    private long textsFor(double rate) {
        double wanted = rate * options.bulk().toNanos() / 1e9;
        return texts.size() * Math.max(1, (long) Math.ceil(wanted / texts.size()));
    }

    private double rate(Workload workload, long count) {
        long start = System.nanoTime();
        long classified = workload.run(classifier, texts, count);
        return classified / ((System.nanoTime() - start) / 1e9);
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
