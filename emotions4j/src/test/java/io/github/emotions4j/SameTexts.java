package io.github.emotions4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.export.graph.FastGraph;
import io.github.emotions4j.export.graph.GraphWeights;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The comments of GoEmotions' test split, each scored alone and then among the others in three orders and four
 * settings.
 */
record SameTexts(List<String> texts) {

    /** Every n-th comment of the test split, or empty where GoEmotions is not there. */
    static Optional<SameTexts> every(int step) throws IOException {
        Optional<Path> data = GoEmotionsFolder.find();
        if (data.isEmpty()) {
            return Optional.empty();
        }
        List<String> all = GoEmotions.read(data.get(), Split.TEST).texts();
        return Optional.of(new SameTexts(IntStream.range(0, all.size())
                .filter(index -> index % step == 0)
                .mapToObj(all::get)
                .toList()));
    }

    /** Writes the embedded model into a folder as an fp32 model: its integers times their scales. */
    static OnnxOptions fp32(Path folder) throws IOException {
        EmbeddedModel.find().copyTo(folder);
        ModelConfig config = ModelConfig.read(folder);
        Path int8 = folder.resolve("model_quantized.onnx");
        FastGraph.write(config, GraphWeights.read(int8, config), folder.resolve("model.onnx"));
        Files.delete(int8);
        return OnnxOptions.builder().precision(GraphPrecision.FP32).build();
    }

    /** Opens a classifier with a number of workers. */
    @FunctionalInterface
    interface Opening {

        OnnxEmotionClassifier with(int workers) throws IOException;
    }

    void assertSameBits(Opening opening) throws IOException {
        List<Scores> alone;
        try (OnnxEmotionClassifier classifier = opening.with(1)) {
            alone = texts.stream().map(classifier::classify).toList();
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        assertSameBits(opening, alone, order);
        Collections.reverse(order);
        assertSameBits(opening, alone, order);
        Collections.shuffle(order, new Random(11));
        assertSameBits(opening, alone, order);
    }

    private void assertSameBits(Opening opening, List<Scores> alone, List<Integer> order) throws IOException {
        List<String> ordered = order.stream().map(texts::get).toList();
        List<Scores> expected = order.stream().map(alone::get).toList();
        try (OnnxEmotionClassifier one = opening.with(1);
                OnnxEmotionClassifier two = opening.with(2);
                OnnxEmotionClassifier three = opening.with(3);
                Stream<Scores> stream = two.classify(ordered.stream())) {
            assertThat(ordered.stream().map(two::classify).toList()).as("alone").isEqualTo(expected);
            assertThat(one.classify(ordered)).as("list, 1 worker").isEqualTo(expected);
            assertThat(three.classify(ordered)).as("list, 3 workers").isEqualTo(expected);
            assertThat(stream.toList()).as("stream, 2 workers").isEqualTo(expected);
        }
    }
}
