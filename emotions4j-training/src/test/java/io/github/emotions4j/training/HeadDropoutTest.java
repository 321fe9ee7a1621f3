package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where dropout stands in the head, seen from what one step on one text leaves alone: a weight whose input was dropped
 * has no gradient, and without weight decay AdamW does not move it.
 */
class HeadDropoutTest {

    private static final TrainingOptions ONE_STEP = TrainingOptions.defaults().toBuilder()
            .epochs(1)
            .weightDecay(0)
            .learningRate(1e-3)
            .precision(TrainingPrecision.FP32)
            .threads(1)
            .build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ROBERTA, 0.5, true, true",
        "ROBERTA, 0.0, false, false",
        "BERT_UNCASED, 0.5, false, true",
        "BERT_UNCASED, 0.0, false, false",
    })
    void standsWhereTransformersHasIt(TinyModel model, String rate, boolean beforeDense, boolean beforeClassifier)
            throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);
        Path file = folder.resolve("config.json");
        Files.writeString(file, onlyDropout(Files.readString(file), rate));
        ModelConfig config = ModelConfig.read(folder);
        Weights start = Safetensors.read(folder.resolve("model.safetensors")).weights();

        Weights trained = oneStep(config, start);

        ModuleNames.Head head = ModuleNames.head(config.encoder().orElseThrow().architecture());
        assertThat(hasUntouchedInput(head.dense(), start, trained)).isEqualTo(beforeDense);
        assertThat(hasUntouchedInput(head.classifier(), start, trained)).isEqualTo(beforeClassifier);
    }

    private static String onlyDropout(String json, String rate) {
        return json.replaceAll("\"(hidden_dropout_prob|attention_probs_dropout_prob)\": [^,]*,", "\"$1\": 0.0,")
                .replaceAll("\"classifier_dropout\": [^,]*,", "\"classifier_dropout\": " + rate + ",");
    }

    private Weights oneStep(ModelConfig config, Weights start) throws IOException {
        PretrainedEncoder encoder = new PretrainedEncoder(
                "tiny",
                config.encoder().orElseThrow(),
                start,
                "{}",
                Optional.of(config.labels()),
                Optional.empty(),
                Optional.empty());
        EncodedExample example = EncodedExample.of(new int[] {2, 20, 30, 40, 3}, List.of(0));
        TrainingData data = new TrainingData(config.labels(), List.of(example), List.of());
        return new Trainer(encoder, data, ONE_STEP, folder, new TrainingListener() {}).train();
    }

    /** Whether an input of a linear layer reached none of its outputs: a column of the matrix is as it was. */
    private static boolean hasUntouchedInput(String module, Weights before, Weights after) {
        WeightTensor start = tensor(before.tensors(), module + ".weight");
        float[] from = start.toArray();
        float[] to = tensor(after.tensors(), module + ".weight").toArray();
        int inputs = (int) start.shape()[1];
        for (int input = 0; input < inputs; input++) {
            boolean untouched = true;
            for (int i = input; i < from.length; i += inputs) {
                untouched &= from[i] == to[i];
            }
            if (untouched) {
                return true;
            }
        }
        return false;
    }

    private static WeightTensor tensor(Map<String, WeightTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }
}
