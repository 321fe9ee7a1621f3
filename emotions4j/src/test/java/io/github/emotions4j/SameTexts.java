package io.github.emotions4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.export.graph.GraphWeights;
import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.onnx.EmbeddedModel;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Comments of GoEmotions' test split in a random order, each scored alone and then in lists of several sizes, in a
 * stream, and from several threads at once, with several numbers of workers.
 */
record SameTexts(List<String> texts) {

    private static final List<Integer> WORKERS = List.of(1, 2, 8);
    private static final List<Integer> LIST_SIZES = List.of(1, 2, 7, 32, 300);
    private static final int CALLERS = 8;

    /** Every n-th comment of the test split, or empty where GoEmotions is not there. */
    static Optional<SameTexts> every(int step) throws IOException {
        Optional<Path> data = GoEmotionsFolder.find();
        if (data.isEmpty()) {
            return Optional.empty();
        }
        List<String> all = GoEmotions.read(data.get(), Split.TEST).texts();
        List<String> some = new ArrayList<>(IntStream.range(0, all.size())
                .filter(index -> index % step == 0)
                .mapToObj(all::get)
                .toList());
        Collections.shuffle(some, new Random(11));
        return Optional.of(new SameTexts(List.copyOf(some)));
    }

    /** Writes the embedded model into a folder as an fp32 model: its integers times their scales. */
    static OnnxOptions fp32(Path folder) throws IOException {
        EmbeddedModel.find().copyTo(folder);
        ModelConfig config = ModelConfig.read(folder);
        Path int8 = folder.resolve("model_quantized.onnx");
        PackedGraph.write(config, GraphWeights.read(int8, config), folder.resolve("model.onnx"));
        Files.delete(int8);
        return OnnxOptions.builder().precision(GraphPrecision.FP32).build();
    }

    /** Opens a classifier with a number of workers. */
    @FunctionalInterface
    interface Opening {

        OnnxEmotionClassifier with(int workers) throws IOException;
    }

    /**
     * Compares the bits of each text with those that it has alone.
     *
     * @return how many comparisons of a text were made
     */
    long assertSameBits(Opening opening) throws IOException {
        List<Scores> alone;
        try (OnnxEmotionClassifier classifier = opening.with(1)) {
            alone = texts.stream().map(classifier::classify).toList();
        }
        long comparisons = 0;
        for (int workers : WORKERS) {
            try (OnnxEmotionClassifier classifier = opening.with(workers)) {
                String setting = ", " + workers + " workers";
                for (int size : LIST_SIZES) {
                    assertSame(inLists(classifier, size), alone, "lists of " + size + setting);
                    comparisons += texts.size();
                }
                assertSame(inStream(classifier), alone, "one stream" + setting);
                assertSame(fromThreads(classifier), alone, "single texts of " + CALLERS + " threads" + setting);
                comparisons += 2L * texts.size();
            }
        }
        return comparisons;
    }

    /** The message names the first text that differs, not the scores of all. */
    private void assertSame(List<Scores> found, List<Scores> alone, String setting) {
        assertThat(found).as(setting).hasSameSizeAs(texts);
        for (int text = 0; text < texts.size(); text++) {
            assertThat(found.get(text)).as("%s: %s", setting, texts.get(text)).isEqualTo(alone.get(text));
        }
    }

    private List<Scores> inLists(OnnxEmotionClassifier classifier, int size) {
        List<Scores> scores = new ArrayList<>();
        for (int begin = 0; begin < texts.size(); begin += size) {
            scores.addAll(classifier.classify(texts.subList(begin, Math.min(begin + size, texts.size()))));
        }
        return scores;
    }

    private List<Scores> inStream(OnnxEmotionClassifier classifier) {
        try (Stream<Scores> scores = classifier.classify(texts.stream())) {
            return scores.toList();
        }
    }

    private List<Scores> fromThreads(OnnxEmotionClassifier classifier) {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Scores>> scores = texts.stream()
                    .map(text -> threads.submit(() -> classifier.classify(text)))
                    .toList();
            return scores.stream().map(SameTexts::result).toList();
        } finally {
            threads.shutdown();
        }
    }

    private static Scores result(Future<Scores> scores) {
        try {
            return scores.get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new AssertionError("a text has no scores", failed);
        }
    }
}
