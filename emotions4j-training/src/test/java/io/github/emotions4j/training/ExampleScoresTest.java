package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleScoresTest {

    @TempDir
    Path folder;

    private EncoderConfig config;
    private int labelCount;
    private Weights weights;

    @BeforeEach
    void readTinyBert() throws IOException {
        Fixtures.tinyBert(folder);
        ModelConfig model = ModelConfig.read(folder);
        config = model.encoder().orElseThrow();
        labelCount = model.labels().size();
        weights = Safetensors.read(folder.resolve("model.safetensors")).weights();
    }

    private float[][] scores(List<EncodedExample> examples) {
        return ExampleScores.of(config, labelCount, weights, examples, TrainingPrecision.FP32);
    }

    @Test
    void scoresOfManyBatchesAreThoseOfTransformersInTheOrderOfTheExamples() throws IOException {
        List<GoldenText> golden = new ArrayList<>();
        List<EncodedExample> examples = new ArrayList<>();
        for (int round = 0; round < 30; round++) {
            golden.addAll(Fixtures.tinyBertGolden());
        }
        golden.forEach(text -> examples.add(EncodedExample.of(
                Arrays.stream(text.inputIds()).mapToInt(Math::toIntExact).toArray(), List.of())));

        float[][] scores = scores(examples);

        assertThat(scores).hasNumberOfRows(golden.size());
        for (int row = 0; row < scores.length; row++) {
            for (int label = 0; label < labelCount; label++) {
                double expected = 1 / (1 + Math.exp(-golden.get(row).logits()[label]));
                // fp32 sums in another order: two correct implementations differ by some 1e-6
                assertThat((double) scores[row][label])
                        .as("row %d, label %d", row, label)
                        .isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void noExamplesHaveNoScores() {
        assertThat(scores(List.of())).isEmpty();
    }

    @Test
    void aMissingTensorIsNamed() {
        Weights none = new Weights(Map.of(), "nowhere");

        assertThatThrownBy(() -> ExampleScores.of(config, labelCount, none, List.of(), TrainingPrecision.FP32))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("is missing")
                .hasMessageContaining("nowhere");
    }
}
