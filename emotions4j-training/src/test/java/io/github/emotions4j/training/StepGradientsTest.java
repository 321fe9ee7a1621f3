package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepGradientsTest {

    @Test
    void threeWorkersGiveTheLossTheNormAndTheGradientsOfOne(@TempDir Path folder) throws IOException {
        List<EncodedExample> examples = IntStream.range(3, 11)
                .mapToObj(length ->
                        EncodedExample.of(IntStream.range(20, 20 + length).toArray(), List.of(length % 3)))
                .toList();
        TrainingData data = new TrainingData(LabelSet.of("joy", "anger", "neutral"), examples, List.of());
        PretrainedEncoder encoder = tinyBert(folder);

        float[] one = lossAndGradients(encoder, data, 1);
        float[] three = lossAndGradients(encoder, data, 3);

        assertThat(one[0]).isPositive();
        double largest = IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs(one[i] - three[i]))
                .max()
                .orElseThrow();
        assertThat(largest).isLessThan(1e-5);
    }

    private static PretrainedEncoder tinyBert(Path folder) throws IOException {
        Path base = Fixtures.tinyBert(folder.resolve("base"));
        return new PretrainedEncoder(
                "tiny",
                ModelConfig.read(base).encoder().orElseThrow(),
                Safetensors.read(base.resolve("model.safetensors")).weights(),
                Files.readString(base.resolve("tokenizer.json")));
    }

    @Test
    void normIsThatOfAllGradientsTogether(@TempDir Path folder) throws IOException {
        TrainingData data = new TrainingData(
                LabelSet.of("joy", "anger", "neutral"), List.of(ofLength(4), ofLength(6), ofLength(9)), List.of());

        float[] found = lossAndGradients(tinyBert(folder), data, 2);

        double squares = IntStream.range(2, found.length)
                .mapToDouble(i -> found[i] * found[i])
                .sum();
        assertThat((double) found[1]).isCloseTo(Math.sqrt(squares), Offset.offset(1e-4));
    }

    /** The loss, the norm, then all gradients one after the other. */
    private static float[] lossAndGradients(PretrainedEncoder encoder, TrainingData data, int count) {
        TrainingOptions options =
                TrainingOptions.defaults().toBuilder().dropout(0).build();
        try (PointerScope scope = new PointerScope();
                Workers workers = new Workers(count);
                TrainableModel model = TrainableModel.of(encoder, data, options, TrainingPrecision.FP32)) {
            StepGradients step = new StepGradients(model, options, workers);
            StepTokenEmbeddings tokens = model.tokenEmbeddings().ofStep(data.train());
            StepGradients.LossAndGradients result = step.of(0, data.train(), tokens);
            List<Float> all = new ArrayList<>(List.of((float) result.loss(), (float) result.norm()));
            for (Tensor gradient : result.gradients().get()) {
                for (float value : Parameter.toWeights(gradient.contiguous()).toArray()) {
                    all.add(value);
                }
            }
            float[] values = new float[all.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = all.get(i);
            }
            return values;
        }
    }

    private static EncodedExample ofLength(int length) {
        return EncodedExample.of(new int[length], List.of());
    }
}
